import { beforeEach, describe, expect, it } from 'vitest';
import { cause } from '../../app/rpc/problem.ts';
import type { Task } from '../../app/tasks.ts';
import { saying } from '../../app/text/sayings.ts';
import { taskKey } from '../stores/lists/tasks.ts';
import { near, openWindow, type PlayedWindow, turn } from '../stores/testing.ts';
import { runAllowed } from './running/run-allowed.ts';
import { cancel, forget } from './tasks.ts';

const task = (digit: string, state: Task['state']): Task => ({
  id: `t${digit.repeat(32)}`,
  kind: 'pull',
  title: saying('pull', { image: digit }),
  engine: near,
  subject: digit,
  state,
  started: 1,
  parts: [],
});
const running = task('a', 'running');
const ended = task('b', 'failed');

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});
const notices = () => window.session.notices.state.getState().map(({ tone, text }) => `${tone}: ${text}`);

describe('what a person does to tasks', () => {
  it('cancels those that run, which are marked meanwhile; that it worked they tell themselves', async () => {
    const { host, session } = window;
    let done: () => void = () => undefined;
    host.answer('tasks.cancel', () => new Promise<void>((resolve) => (done = resolve)));
    const cancelling = runAllowed(cancel, [running, ended], session);
    await turn();
    expect([...session.pending.state.getState()]).toEqual([[taskKey(running.id), 'Cancelling']]);
    done();
    await cancelling;
    expect(host.callsOf('tasks.cancel')).toEqual([{ task: running.id }]);
    expect(session.pending.state.getState().size).toBe(0);
    expect(notices()).toEqual([]);
  });

  it('forgets all that ended by one call', async () => {
    const { host, session } = window;
    await runAllowed(forget, [running, ended, task('c', 'succeeded')], session);
    expect(host.callsOf('tasks.forget')).toEqual([{ tasks: [ended.id, task('c', 'succeeded').id] }]);
    expect(notices()).toEqual([]);
  });

  it('is told when it fails', async () => {
    const { host, session } = window;
    host.refuse('tasks.cancel', {
      code: 'not-found',
      ...cause('unforeseen'),
      detail: 'This task is not kept any more.',
    });
    host.refuse('tasks.forget', { code: 'internal', ...cause('unforeseen'), detail: 'No.' });
    await runAllowed(cancel, [running], session);
    await runAllowed(forget, [ended], session);
    expect(notices()).toEqual(['failure: Couldn’t cancel Pull a', 'failure: Remove from list failed']);
  });
});
