import { expect, test } from 'vitest';
import { contract, failure, idle, never } from '../../../e2e/lab/contract.ts';
import { record, text } from '../../base/json.ts';
import { readLastLines } from '../../services/containers/last-lines.ts';

contract('containers that do not run', (on) => {
  test('tell why they did not start, which ports they want, and who was in the way', async () => {
    const { engine, docker, raw } = on();
    const publish = (port: string) => ['-p', `127.0.0.1:${port}:80`];
    await docker('run', '-d', '--name', 'contract-holder', ...publish(''), ...idle);
    const hostPort = Number((await docker('port', 'contract-holder', '80')).split(':').at(-1));
    const id = await docker('create', ...publish(String(hostPort)), ...idle);
    expect(await engine.containers.inspect(id, never)).toMatchObject({ state: 'created', error: '' });
    expect(await engine.containers.read([id], never)).not.toMatchObject([{ notStarted: true }]);
    await failure(engine.containers.start(id, never));
    const port = { containerPort: 80, protocol: 'tcp', hostIp: '127.0.0.1', hostPort };
    const detail = await engine.containers.inspect(id, never);
    expect(detail).toMatchObject({ state: 'created', ports: [], wantedPorts: [port] });
    // Podman 4.3 forgets it.
    const kept = text(record((await raw(`/containers/${id}/json`))['State'])['Error']);
    expect(detail.error).toBe(kept);
    expect(kept === '' || kept.includes(String(hostPort))).toBe(true);
    const [row] = await engine.containers.read([id], never);
    expect(row).toMatchObject({ state: 'created' });
    expect(row?.notStarted).toBe(kept === '' ? undefined : true);
  });

  test('tell how they ended and how often they were started again', async () => {
    const { engine, docker } = on();
    const id = await docker('run', '-d', '--restart', 'on-failure:2', 'busybox', 'sh', '-c', 'exit 5');
    const read = () => engine.containers.inspect(id, never);
    await expect.poll(read, { timeout: 30_000 }).toMatchObject({ state: 'exited', restartCount: 2 });
    expect(await read()).toMatchObject({ exitCode: 5, error: '', restartPolicy: 'on-failure:2' });
    const killed = await docker('run', '-d', ...idle);
    await docker('kill', killed);
    const end = { state: 'exited', exitCode: 137, oomKilled: false, restartCount: 0 };
    await expect.poll(() => engine.containers.inspect(killed, never)).toMatchObject(end);
  });

  test('still have their last lines, those of the standard error told apart', async () => {
    const { engine, docker } = on();
    const id = await docker('run', '-d', 'busybox', 'sh', '-c', 'echo hello; echo trouble >&2; exit 1');
    await docker('wait', id);
    const lines = () => readLastLines(engine.containers, id, never);
    await expect.poll(lines).toEqual([
      { source: 'stderr', text: 'trouble' },
      { source: 'stdout', text: 'hello' },
    ]);
  });
});
