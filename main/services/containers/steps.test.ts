import { describe, expect, test } from 'vitest';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import { told } from '../../../app/text/sayings.ts';
import { allOrNothing, type Step } from './steps.ts';

/** A step that notes what happens to it, and what may go wrong. */
function note(log: string[], name: string, wrong: { does?: () => void; undoes?: () => void } = {}): Step<string> {
  return {
    do: async () => {
      log.push(`do ${name}`);
      wrong.does?.();
      return name;
    },
    undo: {
      failure: told(`${name} stays`),
      run: async (done, signal) => {
        expect(signal.aborted).toBe(false);
        log.push(`undo ${done}`);
        wrong.undoes?.();
      },
    },
  };
}

function setUp() {
  const log: string[] = [];
  const tellings: string[] = [];
  const abort = new AbortController();
  const run = (...steps: Step<string>[]) =>
    allOrNothing(
      abort.signal,
      (what, why) => tellings.push(`${what.params['text']}: ${why.reason}`),
      async (step) => {
        const done: string[] = [];
        for (const one of steps) done.push(await step(one));
        return done;
      },
    );
  return { log, told: tellings, abort, run };
}

const full = () => {
  throw problem('no-space', 'disk-full');
};
const failure = (run: Promise<unknown>) => run.then(() => expect.unreachable(), toProblem);

describe('steps', () => {
  test('that all go well stay, and give what they gave', async () => {
    const { log, told: tellings, run } = setUp();
    expect(await run(note(log, 'a'), note(log, 'b'))).toEqual(['a', 'b']);
    expect(log).toEqual(['do a', 'do b']);
    expect(tellings).toEqual([]);
  });

  test('before one that fails are undone, the last first; it is not', async () => {
    const { log, told: tellings, run } = setUp();
    const failed = run(note(log, 'a'), note(log, 'b'), note(log, 'c', { does: full }), note(log, 'd'));
    expect(await failure(failed)).toMatchObject({ code: 'no-space' });
    expect(log).toEqual(['do a', 'do b', 'do c', 'undo b', 'undo a']);
    expect(tellings).toEqual([]);
  });

  test('that are cancelled while one runs which nothing cuts short are all undone, and no further one begins', async () => {
    const { log, abort, run } = setUp();
    const cancel = () => abort.abort(problem('cancelled', 'cancelled'));
    const cancelled = run(note(log, 'a'), note(log, 'b', { does: cancel }), note(log, 'c'));
    expect(await failure(cancelled)).toMatchObject({ code: 'cancelled' });
    expect(log).toEqual(['do a', 'do b', 'undo b', 'undo a']);
  });

  test('that are cancelled while the last one runs have been done', async () => {
    const { log, abort, run } = setUp();
    expect(await run(note(log, 'a'), note(log, 'b', { does: () => abort.abort() }))).toEqual(['a', 'b']);
    expect(log).toEqual(['do a', 'do b']);
  });

  test('that are cancelled before the first do nothing', async () => {
    const { log, abort, run } = setUp();
    abort.abort(problem('cancelled', 'cancelled'));
    expect(await failure(run(note(log, 'a')))).toMatchObject({ code: 'cancelled' });
    expect(log).toEqual([]);
  });

  test('of which one cannot be undone are undone but for it, which is told; what failed first is why', async () => {
    const { log, told: tellings, run } = setUp();
    const lost = () => {
      throw problem('engine-unreachable', 'engine-lost');
    };
    const failed = run(note(log, 'a'), note(log, 'b', { undoes: lost }), note(log, 'c', { does: full }));
    expect(await failure(failed)).toMatchObject({ code: 'no-space' });
    expect(log).toEqual(['do a', 'do b', 'do c', 'undo b', 'undo a']);
    expect(tellings).toEqual(['b stays: engine-lost']);
  });

  test('with nothing to take back are only done', async () => {
    const { log, run } = setUp();
    const bare = { do: async () => 'bare' };
    expect(await failure(run(bare, note(log, 'a', { does: full })))).toMatchObject({ code: 'no-space' });
    expect(log).toEqual(['do a']);
  });
});
