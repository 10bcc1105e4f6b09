import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ContainerSpec } from '../../../app/create.ts';
import { engineId } from '../../../e2e/fake/one-engine.ts';
import { ownFolder } from '../../../e2e/lab/base/folder.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { record, text } from '../../base/json.ts';
import { editing, idle, kept, other } from './edits-fixture.ts';

const never = new AbortController().signal;

/** An edit whose container ends at once. */
const worse = (spec: ContainerSpec): ContainerSpec => ({
  ...spec,
  entrypoint: ['sh', '-c'],
  command: ['echo broken >&2; exit 3'],
});

onEachEngine(
  (lab) => {
    const { docker, inspect, run, state, start } = editing(lab);

    describe('an edit', () => {
      test('takes the place of the container, which comes back when it is reverted', async () => {
        const id = await run('--volume', '/data', '--restart', 'always', '--label', 'team=lab');
        await docker('exec', id, 'sh', '-c', 'echo kept > /data/it; echo layer > /layer');
        const before = await state(id);
        const gantry = await start(await ownFolder());
        const task = await gantry.edit(id, other);
        expect(task.problem).toBeUndefined();
        const made = String(task.result?.['container']);
        expect(made).not.toBe(id);
        expect(await docker('exec', 'edit-web', 'sh', '-c', 'cat /data/it; echo $EDITED')).toBe('kept\n1');
        const now = await inspect(made);
        expect(record(now['HostConfig'])['RestartPolicy']).toMatchObject({ Name: 'always' });
        const [one] = await kept(gantry);
        expect(one).toMatchObject({ name: 'edit-web', container: made, old: id });
        const old = await inspect(id);
        expect(text(old['Name']).replace(/^\//, '')).toBe(one?.aside);
        expect(record(old['State'])['Running']).toBe(false);
        const { task: back } = await gantry.edits.revert({ engine: engineId, edit: one?.id ?? '' }, { signal: never });
        expect((await gantry.tasks.wait(back)).problem).toBeUndefined();
        expect(await state(id)).toEqual(before);
        expect(await docker('exec', 'edit-web', 'cat', '/data/it', '/layer')).toBe('kept\nlayer');
        expect(await kept(gantry)).toEqual([]);
      });

      test('whose container fails leaves the old one as it was, and says what that printed', async () => {
        const id = await run('--publish', '127.0.0.1:18090:80');
        const before = await state(id);
        const gantry = await start(await ownFolder());
        const task = await gantry.edit(id, worse);
        expect(task.problem).toMatchObject({ reason: 'edit-ended', params: { code: 3 } });
        expect(await state(id)).toEqual(before);
        const lines: string[] = [];
        for await (const step of gantry.tasks.output({ task: task.id }, { signal: never })) {
          for (const line of step.lines) if ('text' in line) lines.push(line.text);
        }
        expect(lines).toContain('broken');
      });

      test('waits until the new one is healthy, or takes it back', async () => {
        const id = await run('--health-cmd', 'test -e /tmp/well', '--health-interval', '1s', '--health-retries', '2');
        const gantry = await start(await ownFolder());
        const before = await state(id);
        const task = await gantry.edit(id, other);
        expect(task.problem).toMatchObject({ reason: 'edit-unhealthy' });
        expect(await state(id)).toEqual(before);
        const well = await gantry.edit(id, (spec) => ({ ...spec, healthCommand: 'true' }));
        expect(well.problem).toBeUndefined();
      });

      test('of what does not run makes another that does not, and of what removes itself leads back to one like it', async () => {
        const gantry = await start(await ownFolder());
        const still = await docker('create', '--name', 'edit-still', ...idle);
        const done = await gantry.edit(still, other);
        expect(done.problem).toBeUndefined();
        expect(record((await inspect('edit-still'))['State'])['Running']).toBe(false);
        const id = await run('--rm');
        expect((await gantry.edit(id, worse)).problem).toMatchObject({ reason: 'edit-ended' });
        const again = await inspect('edit-web');
        expect([again['Id'] === id, record(again['State'])['Running']]).toEqual([false, true]);
        const fine = await gantry.edit(text(again['Id']), other);
        expect(fine.problem).toBeUndefined();
        expect(fine.result?.['edit']).toBeUndefined();
        expect(await docker('exec', 'edit-web', 'sh', '-c', 'echo $EDITED')).toBe('1');
      });
    });

    test('what it was before is removed when its time is over, its volumes not, and not what somebody made theirs', async () => {
      const path = await ownFolder();
      const first = await run('--volume', '/data');
      await docker('exec', first, 'sh', '-c', 'echo kept > /data/it');
      const gantry = await start(path);
      expect((await gantry.edit(first, other)).problem).toBeUndefined();
      const [one] = await kept(gantry);
      const file = join(path, 'edits.json');
      const overdue = async () => writeFile(file, (await readFile(file, 'utf8')).replace(/"until":\d+/, '"until":5'));
      await overdue();
      await start(path);
      await expect.poll(() => docker('ps', '-aq', '--no-trunc'), { timeout: 20_000 }).toBe(one?.container);
      expect(await docker('exec', 'edit-web', 'cat', '/data/it')).toBe('kept');
      await expect.poll(() => readFile(file, 'utf8'), { timeout: 20_000 }).toBe('{"version":1,"edits":[]}');

      const second = one?.container ?? '';
      const again = await start(path);
      expect((await again.edit(second, other)).problem).toBeUndefined();
      await docker('rename', second, 'edit-mine');
      await overdue();
      await start(path);
      await expect.poll(() => readFile(file, 'utf8'), { timeout: 20_000 }).toBe('{"version":1,"edits":[]}');
      expect(await docker('inspect', '--format', '{{.Id}}', 'edit-mine')).toBe(second);
    });

    test('two at once of one container are one: the other is told so', async () => {
      const id = await run();
      const gantry = await start(await ownFolder());
      const ends = await Promise.all([gantry.edit(id, other), gantry.edit(id, other)]);
      expect(new Set(ends.map(({ problem }) => problem?.reason))).toEqual(new Set([undefined, 'edit-under-way']));
      expect(await kept(gantry)).toHaveLength(1);
    });

    test('the newest image is taken once there is one, and told by its version', async () => {
      const version = async (number: number) => {
        const base = await docker('create', 'busybox');
        const change = [
          '--change',
          `LABEL org.opencontainers.image.version=${number}`,
          '--change',
          `ENV OWN=${number}`,
        ];
        await docker('commit', ...change, base, 'edit-newest:1');
        await docker('rm', base);
      };
      await version(1);
      const id = await docker('run', '-d', '--name', 'edit-web', '--env', 'MINE=1', 'edit-newest:1', ...idle.slice(1));
      const newest = async (pull: () => Promise<unknown>) => {
        const gantry = await start(await ownFolder(), {}, pull);
        const { task } = await gantry.edits.start({ engine: engineId, id, pull: 'always' }, { signal: never });
        return gantry.tasks.wait(task);
      };
      const same = await newest(async () => undefined);
      expect([same.problem, same.text?.id]).toEqual([undefined, 'up-to-date']);
      expect(record(await inspect('edit-web'))['Id']).toBe(id);
      const task = await newest(() => version(2));
      expect(task.problem).toBeUndefined();
      expect([task.result?.['from'], task.result?.['to']]).toEqual([
        expect.stringMatching(/^1 /),
        expect.stringMatching(/^2 /),
      ]);
      expect(await docker('exec', 'edit-web', 'sh', '-c', 'echo $OWN $MINE')).toBe('2 1');
      await docker('rm', '-f', 'edit-web', id);
      await docker('rmi', 'edit-newest:1');
    });
  },
  ['docker', 'podman5'],
);
