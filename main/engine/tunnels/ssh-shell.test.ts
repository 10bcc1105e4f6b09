import { type Duplex, duplexPair } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { askMachine, type MachineFacts } from './ssh-shell.ts';

/** What is understood of a machine whose shell answers so; it is told the mark that each line of an answer begins with. */
async function facts(answer: (shell: Duplex, mark: string) => void): Promise<MachineFacts | undefined> {
  const [near, far] = duplexPair();
  far.once('data', (script: Buffer) => answer(far, /gantry-[0-9a-f]{16}/.exec(String(script))?.[0] ?? ''));
  far.on('error', () => undefined);
  near.on('error', () => undefined);
  try {
    return await askMachine(near);
  } finally {
    near.destroy();
    far.destroy();
  }
}

const lines = (mark: string, ...said: readonly string[]): string => said.map((line) => `${mark} ${line}\n`).join('');

describe('what a machine says of itself', () => {
  test('is understood, whatever its shell prints before', async () => {
    const found = await facts((shell, mark) => {
      shell.write('Welcome!\nopen /not/this\n');
      shell.write(lines(mark, 'user me', 'docker /usr/bin/docker', 'host unix:///run/docker.sock'));
      shell.write(lines(mark, 'open /run/docker.sock', 'closed /run/podman/a socket', 'end'));
    });
    expect(found).toEqual({
      user: 'me',
      docker: '/usr/bin/docker',
      host: 'unix:///run/docker.sock',
      sockets: [
        { path: '/run/docker.sock', open: true },
        { path: '/run/podman/a socket', open: false },
      ],
    });
  });

  test('may be little', async () => {
    expect(await facts((shell, mark) => shell.write(lines(mark, 'end')))).toEqual({ user: '', sockets: [] });
  });

  test.each<[string, (shell: Duplex, mark: string) => void]>([
    ['an engine', (shell) => shell.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['nobody', (shell) => shell.end()],
    ['who breaks off', (shell, mark) => shell.end(lines(mark, 'user me'))],
    ['who never ends', (shell) => endlessly(shell)],
  ])('is nothing where it is %s that answers', async (_, answer) => {
    expect(await facts(answer)).toBeUndefined();
  });
});

/** As by a real pipe, between whose pieces everybody else has a turn. */
function endlessly(shell: Duplex): void {
  if (!shell.destroyed) shell.write('y\n'.repeat(10_000), () => setImmediate(() => endlessly(shell)));
}
