import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tar from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import { packContext } from './context.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-context-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function entries(
  dockerfile = 'Dockerfile',
  instead?: string,
): Promise<Map<string, tar.Header & { content: string }>> {
  const extract = tar.extract();
  const stream = await packContext(
    folder,
    dockerfile,
    { bytes: 0, files: 0, sent: 0 },
    instead ? Buffer.from(instead) : undefined,
  );
  stream.pipe(extract);
  const found = new Map<string, tar.Header & { content: string }>();
  for await (const entry of extract) {
    let content = '';
    for await (const chunk of entry) content += String(chunk);
    found.set(entry.header.name, { ...entry.header, content });
  }
  return found;
}

const put = (name: string, text = name): void => writeFileSync(join(folder, name), text);

describe('a context', () => {
  test('holds another Dockerfile in place of the one that the folder has, once, or has no more', async () => {
    put('Dockerfile', 'FROM now\n');
    put('a');
    const found = await entries('Dockerfile', 'FROM then\n');
    expect([...found.keys()].toSorted()).toEqual(['Dockerfile', 'a']);
    expect(found.get('Dockerfile')?.content).toBe('FROM then\n');
    expect((await entries('b/Dockerfile', 'FROM then\n')).get('b/Dockerfile')?.content).toBe('FROM then\n');
  });

  test('holds links, pipes and modes as they are, belongs to root, and leaves sockets out', async () => {
    put('Dockerfile');
    put('run.sh');
    chmodSync(join(folder, 'run.sh'), 0o750);
    symlinkSync('/etc/passwd', join(folder, 'out'));
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    const found = await entries();
    server.close();
    expect([...found.keys()]).toEqual(['Dockerfile', 'out', 'pipe', 'run.sh']);
    expect(found.get('out')).toMatchObject({ type: 'symlink', linkname: '/etc/passwd', content: '' });
    expect(found.get('pipe')).toMatchObject({ type: 'fifo' });
    expect(found.get('run.sh')).toMatchObject({ mode: 0o750, uid: 0, gid: 0, content: 'run.sh' });
  });

  test('always holds the Dockerfile and the .dockerignore, and the folders of exceptions', async () => {
    mkdirSync(join(folder, 'deploy/a/b'), { recursive: true });
    for (const name of ['deploy/D', 'deploy/x', 'deploy/a/b/keep', 'z']) put(name);
    put('.dockerignore', '*\n!**/keep\n');
    expect([...(await entries('deploy/D')).keys()]).toEqual([
      '.dockerignore',
      'deploy/',
      'deploy/D',
      'deploy/a/',
      'deploy/a/b/',
      'deploy/a/b/keep',
    ]);
  });

  test('heeds the ignore file of its Dockerfile before that of the folder', async () => {
    for (const name of ['Dockerfile', 'a', 'b']) put(name);
    put('.dockerignore', 'a');
    put('Dockerfile.dockerignore', 'b');
    expect([...(await entries()).keys()]).toContain('a');
    expect([...(await entries()).keys()]).not.toContain('b');
  });

  test.each([
    ['a\n[a-b-c]\n', 'syntax error in pattern: [a-b-c]'],
    ['node_modules\\\n', 'syntax error in pattern: node_modules\\'],
    ['!\n', 'illegal exclusion pattern: "!"'],
  ])('is refused for the ignore file %j in the CLI’s words, before anything is sent', async (text, words) => {
    put('Dockerfile');
    put('.dockerignore', text);
    const count = { bytes: 0, files: 0, sent: 0 };
    const failed: unknown = await packContext(folder, 'Dockerfile', count).catch((error: unknown) => error);
    expect(toProblem(failed)).toMatchObject({ code: 'invalid-input', detail: words });
    expect(count).toEqual({ bytes: 0, files: 0, sent: 0 });
  });

  test('fails with the name of a file that shrank while it was read', async () => {
    put('Dockerfile');
    writeFileSync(join(folder, 'big'), Buffer.alloc(40_000_000));
    const stream = await packContext(folder, 'Dockerfile', { bytes: 0, files: 0, sent: 0 });
    const read = async (): Promise<void> => {
      for await (const _ of stream) truncateSync(join(folder, 'big'), 1000);
    };
    const problem = await read().then(() => expect.unreachable(), toProblem);
    expect(problem).toMatchObject({ code: 'conflict', detail: join(folder, 'big') });
  });

  test('fails for a folder that is not there', async () => {
    rmSync(folder, { recursive: true });
    const problem = await entries().then(() => expect.unreachable(), toProblem);
    mkdirSync(folder);
    expect(problem.code).toBe('not-found');
  });
});
