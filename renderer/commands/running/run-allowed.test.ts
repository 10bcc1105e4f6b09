import { describe, expect, it } from 'vitest';
import type { EngineState } from '../../../app/engines/engine.ts';
import { cause, problem } from '../../../app/rpc/problem.ts';
import type { Session } from '../../stores/session.ts';
import { createNoticeStore } from '../../stores/shown/notices.ts';
import { said } from '../../words/problems.ts';
import { buildCommands } from '../builds.ts';
import { composeCommands } from '../compose.ts';
import { containerCommands } from '../containers.ts';
import { imageCommands } from '../images.ts';
import { networkCommands } from '../networks.ts';
import { taskCommands } from '../tasks.ts';
import { volumeCommands } from '../volumes.ts';
import { type Command, command, itsEngine } from './command.ts';
import { toldDone } from './each.ts';
import { keyed, runAllowed } from './run-allowed.ts';

describe('a key on a list', () => {
  it('means one thing, whatever the rows are like', () => {
    const kinds = [
      buildCommands,
      composeCommands,
      containerCommands,
      imageCommands,
      networkCommands,
      taskCommands,
      volumeCommands,
    ];
    for (const commands of kinds) {
      const keys = commands.flatMap(({ key }) => key ?? []);
      expect([...new Set(keys)]).toEqual(keys);
    }
  });
  it('is told apart by Shift and not by Caps Lock', () => {
    const id = (key: string, shiftKey: boolean) => keyed(containerCommands, { key, shiftKey })?.id;
    expect(id('s', false)).toBe('containers.stop');
    expect(id('S', true)).toBe('containers.start');
    expect(id('S', false)).toBe('containers.stop');
    expect(id('s', true)).toBe('containers.start');
    expect(id('Delete', false)).toBe('containers.remove');
    expect(id('x', false)).toBeUndefined();
  });
});

describe('what was done', () => {
  it('is told with the name of one, and with the number of many and of how many', () => {
    expect(toldDone('Stopped', ['web'], 1, 'container')).toBe('Stopped web');
    expect(toldDone('Stopped', ['a', 'b'], 2, 'container')).toBe('Stopped 2 containers');
    expect(toldDone('Stopped', ['a', 'b'], 5, 'container')).toBe('Stopped 2 of 5 containers');
    expect(toldDone('Started', ['web'], 2, 'container')).toBe('Started 1 of 2 containers');
  });
});

describe('a verb', () => {
  const [near, far] = ['e000000000001', 'e000000000002'];
  const state = (id: string, kind: 'connected' | 'unreachable') => ({ id, name: id, status: { kind } }) as EngineState;

  /** What was done, and what was said, in a window that looks at one engine and knows another. */
  async function run(verb: Partial<Command<{ engine: string }>>, engines: readonly string[]) {
    const done: string[] = [];
    const notices = createNoticeStore();
    const list = { engines: [state(near, 'connected'), state(far, 'unreachable')], selected: near };
    const session = { notices, engine: { getState: () => ({ list }) } } as unknown as Session;
    const does = command<{ engine: string }>({
      id: 'things.do',
      label: 'Do',
      icon: 'start',
      run: async (targets, _, of) => void done.push(`${targets.map(({ engine }) => engine).join()} of ${of}`),
      ...verb,
    });
    await runAllowed(
      does,
      engines.map((engine) => ({ engine })),
      session,
    );
    return { done, said: notices.state.getState().map(({ problem }) => problem && said(problem)) };
  }

  it('is refused on an engine that cannot be reached, whichever engine the window looks at', async () => {
    expect(await run({ asks: itsEngine }, [far])).toEqual({ done: [], said: [`${far} is not reachable.`] });
    expect(await run({ asks: itsEngine }, [near])).toEqual({ done: [`${near} of 1`], said: [] });
    expect(await run({}, [far])).toEqual({ done: [`${far} of 1`], said: [] });
  });

  it('is done on what can be reached, of all that was chosen', async () => {
    expect(await run({ asks: itsEngine }, [far, near])).toEqual({ done: [`${near} of 2`], said: [] });
    const refusal = () => 'It is running already.';
    expect(await run({ asks: itsEngine, refusal }, [far, near])).toEqual({ done: [], said: [refusal()] });
  });

  it('that rejects has its problem told', async () => {
    const refused = {
      run: () => Promise.reject(problem('conflict', 'question-declined')),
    };
    expect(await run(refused, [near])).toEqual({ done: [], said: [said(cause('question-declined'))] });
  });
});
