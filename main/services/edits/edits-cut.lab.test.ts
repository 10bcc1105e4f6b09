import { describe, expect, test } from 'vitest';
import { problem } from '../../../app/rpc/problem.ts';
import { engineId } from '../../../e2e/fake/one-engine.ts';
import { ownFolder } from '../../../e2e/lab/base/folder.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { editing, type Gantry, kept, other } from './edits-fixture.ts';

const never = new AbortController().signal;

/** A good edit changes the engine so often: make, update, stop, rename, rename, launch. */
const steps = [0, 1, 2, 3, 4, 5];

async function revertAll(gantry: Gantry): Promise<void> {
  for (const one of await kept(gantry)) {
    const { task } = await gantry.edits.revert({ engine: engineId, edit: one.id }, { signal: never });
    expect((await gantry.tasks.wait(task)).problem).toBeUndefined();
  }
}

onEachEngine(
  (lab) => {
    const { docker, run, state, start } = editing(lab);

    describe('an edit that is cut', () => {
      test('by the end of Gantry at any step is undone at its next start', async () => {
        const id = await run('--restart', 'always', '--volume', '/data');
        await docker('exec', id, 'sh', '-c', 'echo kept > /data/it');
        const before = await state(id);
        for (const when of ['before', 'after'] as const) {
          for (const at of steps) {
            const path = await ownFolder();
            let isOver = false;
            let died: () => void = () => undefined;
            const death = new Promise<void>((resolve) => (died = resolve));
            const stand = (step: number) => {
              if (isOver || step !== at) return undefined;
              died();
              return new Promise<void>(() => undefined);
            };
            const gantry = await start(path, { [when]: stand });
            const end = gantry.edit(id, other);
            const over = await Promise.race([death.then(() => 'cut'), end.then(() => 'over')]);
            // An engine that changes no restart policy has one step less.
            isOver = true;
            if (over === 'cut') await start(path);
            else await revertAll(gantry);
            expect([when, at, await state(id)]).toEqual([when, at, before]);
            expect(await docker('exec', id, 'cat', '/data/it')).toBe('kept');
          }
        }
      }, 180_000);

      test('by the engine at any step is undone once it answers again', async () => {
        const id = await run('--restart', 'always');
        const before = await state(id);
        for (const when of ['before', 'after'] as const) {
          for (const at of steps) {
            const path = await ownFolder();
            let isOver = false;
            // From there on it answers nothing.
            const lost = async (step: number) => {
              if (!isOver && step >= at) throw problem('engine-unreachable', 'engine-lost');
            };
            const gantry = await start(path, { [when]: lost });
            const task = await gantry.edit(id, other);
            isOver = true;
            if (task.problem) await start(path);
            else await revertAll(gantry);
            expect([when, at, await state(id)]).toEqual([when, at, before]);
          }
        }
      }, 180_000);

      test('by a person while the old one stops is undone, and that runs again', async () => {
        // Takes the 5 s that it has, and tells that it was asked.
        const stubborn = 'trap "echo asked" TERM; while :; do sleep 0.1; done';
        const id = await docker(
          'run',
          '-d',
          '--name',
          'edit-web',
          '--stop-timeout',
          '5',
          'busybox',
          'sh',
          '-c',
          stubborn,
        );
        const before = await state(id);
        const gantry = await start(await ownFolder());
        const { task } = await gantry.edits.start({ engine: engineId, id, pull: 'missing' }, { signal: never });
        await expect.poll(() => docker('logs', id), { timeout: 20_000 }).toBe('asked');
        await gantry.tasks.cancel({ task });
        expect((await gantry.tasks.wait(task)).state).toBe('cancelled');
        expect(await state(id)).toEqual(before);
      });
    });
  },
  ['docker', 'podman5'],
);
