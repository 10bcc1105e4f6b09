import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { GantryClient } from '../../../app/contract.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { createAnswer } from './answer.ts';
import type { Link, LinkState } from './link.ts';

/** A link that the test opens and breaks, as the real one does: what asked before is stopped when it is renewed. */
function createTestLink(first: LinkState) {
  const state = createStore<LinkState>(() => first);
  const subscriptions = new Map<(client: GantryClient) => Stop, Stop>();
  const client = {} as GantryClient;
  return {
    link: {
      state,
      live: (open) => {
        subscriptions.set(open, state.getState() === 'open' ? open(client) : () => undefined);
        return () => {
          subscriptions.get(open)?.();
          subscriptions.delete(open);
        };
      },
    } satisfies Pick<Link, 'state' | 'live'>,
    open: () => {
      state.setState('open', true);
      for (const [open, stop] of subscriptions) {
        stop();
        subscriptions.set(open, open(client));
      }
    },
    lose: () => state.setState('lost', true),
  };
}

interface Asked {
  readonly signal: AbortSignal;
  readonly resolve: (answer: string) => void;
  readonly reject: (error: unknown) => void;
}

/** Questions that the test answers, each with its signal. */
function createQuestions() {
  const asked: Asked[] = [];
  const question = (_client: GantryClient, signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => asked.push({ signal, resolve, reject }));
  return { asked, question };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const begun = { answer: undefined, problem: undefined, loading: true };
const told = (answer: string) => ({ answer, problem: undefined, loading: false });

test('a question waits for the link, however late that comes', async () => {
  const { link, open } = createTestLink('connecting');
  const { asked, question } = createQuestions();
  const { state, ask } = createAnswer<string>(link);
  ask(question);
  expect(asked).toHaveLength(0);
  expect(state.getState()).toEqual(begun);
  open();
  asked[0]?.resolve('yes');
  await settled();
  expect(state.getState()).toEqual(told('yes'));
});

test('a link that is lost is the problem only while there is no answer; renewed, it is asked again', async () => {
  const { link, open, lose } = createTestLink('lost');
  const { asked, question } = createQuestions();
  const { state, ask } = createAnswer<string>(link);
  ask(question);
  expect(state.getState()).toMatchObject({ problem: { code: 'cancelled' }, loading: false });
  open();
  expect(state.getState()).toEqual(begun);
  asked[0]?.resolve('once');
  await settled();
  lose();
  expect(state.getState()).toEqual(told('once'));
  open();
  expect(state.getState()).toEqual({ ...told('once'), loading: true });
  asked[1]?.resolve('twice');
  await settled();
  expect(state.getState()).toEqual(told('twice'));
});

test('what the link cancelled is not told: it is asked again when that is renewed', async () => {
  const { link, open, lose } = createTestLink('open');
  const { asked, question } = createQuestions();
  const { state, ask } = createAnswer<string>(link);
  ask(question);
  asked[0]?.reject(problem('cancelled', 'unforeseen', { detail: 'The window has no connection to Gantry.' }));
  await settled();
  expect(state.getState()).toEqual(begun);
  lose();
  open();
  expect(asked).toHaveLength(2);
});

test('a failure leaves what was answered before, and the next answer ends it', async () => {
  const { link } = createTestLink('open');
  const { asked, question } = createQuestions();
  const { state, ask } = createAnswer<string>(link);
  const stop = ask(question);
  asked[0]?.resolve('before');
  await settled();
  stop();
  ask(question);
  asked[1]?.reject(problem('not-found', 'unforeseen', { detail: 'It is gone.' }));
  await settled();
  expect(state.getState()).toMatchObject({ answer: 'before', problem: { code: 'not-found' }, loading: false });
  stop();
  ask(question);
  expect(state.getState()).toMatchObject({ answer: 'before', problem: { code: 'not-found' }, loading: true });
  asked[2]?.resolve('after');
  await settled();
  expect(state.getState()).toEqual(told('after'));
});

test('a question that is stopped is cancelled, and its late answer is dropped', async () => {
  const { link, lose, open } = createTestLink('open');
  const { asked, question } = createQuestions();
  const { state, ask } = createAnswer<string>(link);
  const stop = ask(question);
  stop();
  expect(asked[0]?.signal.aborted).toBe(true);
  ask(question);
  asked[1]?.resolve('new');
  asked[0]?.resolve('old');
  await settled();
  expect(state.getState()).toEqual(told('new'));
  stop();
  lose();
  open();
  // Only the second is asked again.
  expect(asked).toHaveLength(3);
});
