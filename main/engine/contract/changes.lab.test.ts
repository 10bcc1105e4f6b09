import { expect, test } from 'vitest';
import { contract, never } from '../../../e2e/lab/contract.ts';

contract('changes', (on) => {
  test('of a container’s files are those that the CLI tells, running or not', async () => {
    const { engine, docker } = on();
    const script = 'mkdir -p /srv/a/b; echo one > /srv/a/b/one; rm /bin/yes; chmod 700 /bin/vi; sleep 1000';
    const id = await docker('run', '-d', '--stop-timeout', '0', 'busybox', 'sh', '-c', script);
    const read = () => engine.containers.changes(id, never);
    const told = async () => (await read()).files.map(({ path, kind }) => `${kind} ${path}`);
    const made = ['added /srv/a', 'added /srv/a/b', 'added /srv/a/b/one'];
    await expect.poll(told).toEqual(expect.arrayContaining(['deleted /bin/yes', ...made]));
    await docker('kill', id);
    const { files, counts, more, size } = await read();
    const letters = { added: 'A', changed: 'C', deleted: 'D' } as const;
    const diff = (await docker('diff', id)).split('\n');
    for (const { path, kind } of files) expect(diff).toContain(`${letters[kind]} ${path}`);
    // What is left out are the folders around.
    const left = diff.filter((line) => !files.some(({ path, kind }) => line === `${letters[kind]} ${path}`));
    for (const line of left) expect(diff.some((other) => other.slice(2).startsWith(`${line.slice(2)}/`))).toBe(true);
    expect(counts.added + counts.changed + counts.deleted).toBe(files.length);
    expect(more).toBe(0);
    expect(size).toBeGreaterThan(0);
    const fresh = await docker('create', 'busybox', 'true');
    expect((await engine.containers.changes(fresh, never)).counts.deleted).toBe(0);
  });
});
