import { spawnSync } from 'node:child_process';
import { readdirSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuildFixture } from '../../../e2e/lab/build-fixture.ts';
import { DOCKERS, onEachEngine } from '../../../e2e/lab/engines.ts';

let fixture: BuildFixture;
beforeEach(() => {
  fixture = new BuildFixture();
});
afterEach(() => fixture.remove());

/** Of this process: files of the folder, and connections. */
function held(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const at = readlinkSync(`/proc/self/fd/${fd}`);
      return at.startsWith(fixture.folder) || at.startsWith('socket:') ? [at] : [];
    } catch {
      return [];
    }
  });
}

/** What goes between a client and an engine, which may be cut. */
async function between(socket: string) {
  const open = new Set<Socket>();
  let passed = 0;
  const server: Server = createServer((client) => {
    const engine = connect(socket);
    for (const [one, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
    client.on('data', (bytes: Buffer) => (passed += bytes.length));
  });
  const path = join(fixture.folder, '..', `gantry-between-${process.pid}-${Date.now()}.sock`);
  await new Promise<void>((resolve) => void server.listen(path, resolve));
  return {
    path,
    passed: () => passed,
    cut: () => {
      for (const each of open) each.destroy();
    },
    close: () => new Promise((resolve) => void server.close(resolve)),
  };
}

/** Cancels a build as soon as it has a step of such a name. */
async function cancelAt(task: string, phase: RegExp): Promise<void> {
  const stop = new AbortController();
  for await (const { changed } of fixture.tasks.watch({}, { signal: stop.signal })) {
    if (!changed.some(({ id, parts }) => id === task && parts.some(({ label }) => phase.test(label)))) continue;
    await fixture.tasks.cancel({ task });
    stop.abort();
  }
}

onEachEngine((engine) => {
  const large = 300_000_000;

  test.each(['cancelled', 'cut'])(
    'a build that is %s while its folder is sent ends, and nothing is left of it',
    async (how) => {
      fixture.put({ Dockerfile: 'FROM busybox\nCOPY . /x\n' });
      for (const n of [1, 2, 3]) writeFileSync(join(fixture.folder, `${n}`), '');
      for (const n of [1, 2, 3]) truncateSync(join(fixture.folder, `${n}`), large);
      const way = await between(engine().socket);
      try {
        const before = held().length;
        const { task, record } = await fixture.build(way.path, { tags: ['gantry-lab:cut'] }, async (id) => {
          await expect.poll(way.passed).toBeGreaterThan(1_000_000);
          if (how === 'cancelled') await fixture.tasks.cancel({ task: id });
          else way.cut();
        });
        expect(task.state).toBe(how === 'cancelled' ? 'cancelled' : 'failed');
        expect(record.contextBytes).toBeLessThan(3 * large);
        await expect.poll(() => held().length).toBeLessThanOrEqual(before);
        expect((await engine().cli('image', 'inspect', 'gantry-lab:cut')).code).not.toBe(0);
      } finally {
        way.cut();
        await way.close();
      }
    },
  );

  test('a file that shrinks while it is sent fails the build by its name', async () => {
    fixture.put({ Dockerfile: 'FROM busybox\nCOPY . /x\n' });
    writeFileSync(join(fixture.folder, 'big'), '');
    truncateSync(join(fixture.folder, 'big'), large);
    const way = await between(engine().socket);
    try {
      const { task } = await fixture.build(way.path, {}, async () => {
        await expect.poll(way.passed).toBeGreaterThan(1_000_000);
        truncateSync(join(fixture.folder, 'big'), 1000);
      });
      expect(task.problem).toMatchObject({ reason: 'context-changed', detail: join(fixture.folder, 'big') });
    } finally {
      way.cut();
      await way.close();
    }
  });

  test.each([
    ['it is begun with', /^\[internal\]/],
    ['its base is looked at', /FROM/],
    ['it runs something', /RUN/],
  ])('a build that is cancelled as %s makes no image', async (_, phase) => {
    fixture.put({ Dockerfile: `FROM busybox\nCOPY . /x\nRUN sleep 8863\n` });
    const { task, record } = await fixture.build(engine().socket, { tags: ['gantry-lab:phase'], noCache: true }, (id) =>
      cancelAt(id, phase),
    );
    expect([task.state, record.way]).toEqual(['cancelled', 'control']);
    await expect.poll(() => spawnSync('pgrep', ['-fx', 'sleep 8863']).status).toBe(1);
    expect((await engine().cli('image', 'inspect', 'gantry-lab:phase')).code).not.toBe(0);
  });
}, DOCKERS);
