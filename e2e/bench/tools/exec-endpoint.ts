import { request } from 'node:http';
import type { Lab } from '../../lab/lab.ts';
import { ask } from './populate.ts';

/** Runs a command on a TTY and reads what it prints as fast as that comes, piece by piece; resolves at its end. */
export async function readExec(
  lab: Lab,
  id: string,
  command: readonly string[],
  take: (data: Buffer) => void = () => undefined,
): Promise<void> {
  const config = { AttachStdout: true, AttachStderr: true, Tty: true, Cmd: command };
  const { Id: exec } = JSON.parse(await ask(lab, 'POST', `/containers/${id}/exec`, config)) as { Id: string };
  const body = JSON.stringify({ Detach: false, Tty: true });
  const headers = {
    connection: 'Upgrade',
    upgrade: 'tcp',
    'content-type': 'application/json',
    'content-length': body.length,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: lab.socket, method: 'POST', path: `/exec/${exec}/start`, headers });
    sent.once('error', reject);
    sent.once('upgrade', (_, socket, head) => {
      take(head);
      socket.on('data', take);
      socket.once('error', reject);
      socket.once('end', () => socket.end());
      socket.once('close', () => resolve());
    });
    sent.end(body);
  });
}
