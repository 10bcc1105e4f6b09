import { expect, test } from 'vitest';
import { contract, failure, never } from '../../../e2e/lab/contract.ts';

contract('processes', (on) => {
  test('are told with their parents, and those of what does not run are a failure', async () => {
    const { engine, docker } = on();
    const id = await docker('run', '-d', '--stop-timeout', '0', 'busybox', 'sh', '-c', 'sleep 1001 & sleep 1002; true');
    const read = () => engine.containers.top(id, never);
    const commands = async () => (await read()).processes.map(({ command }) => command.trim()).toSorted();
    const shell = 'sh -c sleep 1001 & sleep 1002; true';
    await expect.poll(commands).toEqual([shell, 'sleep 1001', 'sleep 1002']);
    const { processes, more } = await read();
    expect(more).toBe(0);
    const main = processes.find(({ command }) => command.trim() === shell);
    for (const process of processes) {
      expect(process).toMatchObject({
        user: 'root',
        cpu: expect.stringMatching(/^\d/),
        time: expect.stringMatching(/\d/),
      });
      expect(process.memory).toBeGreaterThan(100 * 1024);
      expect(process === main || process.parent === main?.pid).toBe(true);
    }
    await docker('kill', id);
    // Each engine has a word of its own for that.
    expect(['conflict', 'internal', 'unsupported']).toContain((await failure(read())).code);
  });
});
