import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { contract, never } from '../../../e2e/lab/contract.ts';

const write = 'echo mine > /mine; exec sleep 1000';

contract('keeping', (on) => {
  test('an image of a container has its files, a name, and what it was given to know', async () => {
    const { engine, docker } = on();
    const id = await docker('run', '-d', '--stop-timeout', '0', 'busybox', 'sh', '-c', write);
    const isWritten = async () => (await engine.containers.changes(id, never)).files.map(({ path }) => path);
    await expect.poll(isWritten).toContain('/mine');
    const reference = `kept/${randomUUID()}:one`;
    const changes = ['CMD ["cat", "/mine"]', 'ENV WORD="two words"', 'LABEL a=b', 'EXPOSE 80'];
    const image = await engine.images.commit(
      { id, reference, message: 'as it was', author: 'A <a@b.example>', changes, pause: true },
      never,
    );
    expect(image).toMatch(/^[0-9a-f]{64}$/);
    expect(await docker('run', '--rm', reference)).toBe('mine');
    const { config, author, history } = JSON.parse(
      await docker(
        'image',
        'inspect',
        '--format',
        '{"config":{{json .Config}},"author":{{json .Author}},"history":{{json .Comment}}}',
        reference,
      ),
    );
    expect(config).toMatchObject({ Labels: { a: 'b' }, ExposedPorts: { '80/tcp': {} } });
    expect(config.Env).toContain('WORD=two words');
    expect([author, history]).toEqual(['A <a@b.example>', 'as it was']);
    expect(await docker('inspect', '--format', '{{.State.Running}} {{.State.Paused}}', id)).toBe('true false');
    await docker('kill', id);
    const nameless = await engine.images.commit({ id, changes: [], pause: false }, never);
    expect(await docker('run', '--rm', nameless, 'cat', '/mine')).toBe('mine');
    await docker('rmi', '--force', reference, nameless);
  });

  test('of a container that is gone there is no image', async () => {
    const { engine } = on();
    // Podman 4 says it as a fault of its own.
    const gone = engine.images.commit({ id: '0'.repeat(64), changes: [], pause: true }, never);
    await expect(gone).rejects.toMatchObject({ problem: { detail: expect.stringMatching(/no such container/i) } });
  });

  test('an archive of a container has all its files, running or not', async () => {
    const { engine, docker } = on();
    const id = await docker(
      'run',
      '-d',
      '--stop-timeout',
      '0',
      '-v',
      '/vol',
      'busybox',
      'sh',
      '-c',
      `echo v > /vol/v; ${write}`,
    );
    const isWritten = async () => (await engine.containers.changes(id, never)).files.map(({ path }) => path);
    await expect.poll(isWritten).toContain('/mine');
    const archive = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of engine.transfers.export(id, never)) chunks.push(chunk);
      return Buffer.concat(chunks);
    };
    const one = (tar: Buffer) => execFileSync('tar', ['-xOf', '-', 'mine'], { input: tar, encoding: 'utf8' });
    const names = (tar: Buffer) => execFileSync('tar', ['-tf', '-'], { input: tar, encoding: 'utf8' }).split('\n');
    expect(one(await archive())).toBe('mine\n');
    await docker('kill', id);
    const stopped = await archive();
    expect(one(stopped)).toBe('mine\n');
    expect(names(stopped)).toEqual(expect.arrayContaining(['bin/busybox', 'vol/']));
    expect(names(stopped)).not.toContain('vol/v');
    const gone = engine.transfers.export('0'.repeat(64), never)[Symbol.asyncIterator]().next();
    await expect(gone).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });
});
