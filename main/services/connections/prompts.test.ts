import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { prompts as operations, type Prompt } from '../../../app/engines/prompts.ts';
import { connect } from '../../../app/rpc/client.ts';
import type { ListChange } from '../../../app/rpc/live.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { serve } from '../../../app/rpc/serve.ts';
import type { MainWire } from '../../../app/rpc/wire.ts';
import { portWire } from '../../../renderer/wire.ts';
import { createPrompts, type Prompts } from './prompts.ts';

afterEach(() => vi.useRealTimers());

const passphrase = { kind: 'passphrase', engine: 'e000000000000', key: '/home/me/.ssh/id_ed25519' } as const;
const hostKey = {
  kind: 'host-key',
  engine: 'e000000000000',
  host: 'build.example',
  algorithm: 'ED25519',
  fingerprint: 'SHA256:abc',
} as const;
const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A window: what it knows to be open, until it leaves. */
function openWindow(prompts: Prompts): { open: Map<string, Prompt>; leave: () => void } {
  const stop = new AbortController();
  const open = new Map<string, Prompt>();
  void (async () => {
    for await (const { changed, removed } of prompts.watch({}, { signal: stop.signal })) {
      for (const prompt of changed) open.set(prompt.id, prompt);
      for (const id of removed) open.delete(id);
    }
  })();
  return { open, leave: () => stop.abort() };
}

const only = ({ open }: { open: Map<string, Prompt> }): Prompt => {
  const [prompt] = open.values();
  if (!prompt) throw new Error('nothing is asked');
  return prompt;
};

describe('a question', () => {
  test('comes to every window, and the first answer takes it from all of them', async () => {
    const prompts = createPrompts();
    const windows = [openWindow(prompts), openWindow(prompts)];
    const asked = prompts.ask(passphrase, { time: 60_000, signal: never });
    await turn();
    for (const window of windows) expect(only(window)).toMatchObject(passphrase);
    const { id, until } = only(windows[0]!);
    expect(until).toBeGreaterThan(Date.now());
    prompts.answer({ prompt: id, answer: { kind: 'passphrase', secret: 'swordfish' } });
    expect(await asked).toEqual({ kind: 'passphrase', secret: 'swordfish' });
    await turn();
    for (const { open } of windows) expect(open.size).toBe(0);
    expect(() => prompts.answer({ prompt: id, answer: { kind: 'passphrase', secret: 'again' } })).toThrow(
      'question-closed',
    );
  });

  test('that was asked before a window opened is asked in it', async () => {
    const prompts = createPrompts();
    const asked = prompts.ask(hostKey, { time: 60_000, signal: never });
    const window = openWindow(prompts);
    await turn();
    prompts.answer({ prompt: only(window).id, answer: { kind: 'host-key' } });
    expect(await asked).toEqual({ kind: 'host-key' });
  });

  test('that is declined is cancelled', async () => {
    const prompts = createPrompts();
    const window = openWindow(prompts);
    const asked = failure(prompts.ask(hostKey, { time: 60_000, signal: never }));
    await turn();
    prompts.answer({ prompt: only(window).id, answer: { kind: 'declined' } });
    expect(await asked).toMatchObject({ code: 'cancelled', reason: 'question-declined' });
  });

  test('stays open when the answer is one to something else', async () => {
    const prompts = createPrompts();
    const window = openWindow(prompts);
    const asked = prompts.ask(hostKey, { time: 60_000, signal: never });
    await turn();
    const prompt = only(window).id;
    expect(() => prompts.answer({ prompt, answer: { kind: 'passphrase', secret: 'yes' } })).toThrow('answer-unfit');
    prompts.answer({ prompt, answer: { kind: 'host-key' } });
    expect(await asked).toEqual({ kind: 'host-key' });
  });

  test('is withdrawn from the windows when nobody needs the answer any more', async () => {
    const prompts = createPrompts();
    const window = openWindow(prompts);
    const abort = new AbortController();
    const asked = failure(prompts.ask(passphrase, { time: 60_000, signal: abort.signal }));
    await turn();
    expect(window.open.size).toBe(1);
    abort.abort();
    expect((await asked).code).toBe('cancelled');
    await turn();
    expect(window.open.size).toBe(0);
    expect((await failure(prompts.ask(passphrase, { time: 60_000, signal: abort.signal }))).code).toBe('cancelled');
  });

  test('waits no longer than it may', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const prompts = createPrompts();
    const window = openWindow(prompts);
    const asked = failure(prompts.ask(passphrase, { time: 30_000, signal: never }));
    await turn();
    vi.advanceTimersByTime(29_999);
    await turn();
    expect(window.open.size).toBe(1);
    vi.advanceTimersByTime(1);
    expect((await asked).code).toBe('timeout');
    await turn();
    expect(window.open.size).toBe(0);
  });

  test('that no window is there for is given up after a while, and not while one reloads', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const prompts = createPrompts();
    const first = openWindow(prompts);
    const asked = failure(prompts.ask(passphrase, { time: 600_000, signal: never }));
    await turn();
    first.leave();
    await turn();
    vi.advanceTimersByTime(9_999);
    const second = openWindow(prompts);
    await turn();
    vi.advanceTimersByTime(60_000);
    await turn();
    expect(second.open.size).toBe(1);
    second.leave();
    await turn();
    vi.advanceTimersByTime(10_000);
    expect(await asked).toMatchObject({ code: 'unauthorized', reason: 'nobody-to-ask' });
  });

  test('is refused when nobody could answer so many', async () => {
    const prompts = createPrompts();
    const enough = new AbortController();
    // A signal each: one that all share warns of so many listeners.
    const ask = () => failure(prompts.ask(passphrase, { time: 60_000, signal: AbortSignal.any([enough.signal]) }));
    const open = Array.from({ length: 20 }, ask);
    expect((await ask()).code).toBe('unsupported');
    enough.abort();
    for (const one of open) expect((await one).code).toBe('cancelled');
  });
});

test('over a wire the answer arrives, and no refusal or change of the list repeats it', async () => {
  const prompts = createPrompts();
  const { port1, port2 } = new MessageChannel();
  const sent: unknown[] = [];
  const noted: unknown[] = [];
  const wire: MainWire = {
    send: (message) => {
      sent.push(message);
      port1.postMessage(message);
    },
    onMessage: (receive) => void port1.on('message', receive),
    onClose: (closed) => void port1.once('close', () => closed('closed')),
    close: () => port1.close(),
  };
  const contract = { prompts: operations };
  serve(contract, { prompts }, wire, { note: (error) => noted.push(error) });
  const client = connect<typeof contract>(portWire(port2 as unknown as MessagePort));
  const steps: ListChange<Prompt>[] = [];
  client.prompts.watch({}, { onItem: (step) => void steps.push(step), onEnd: () => undefined });
  const asked = prompts.ask(passphrase, { time: 60_000, signal: never });
  await expect.poll(() => steps.flatMap(({ changed }) => changed)).toHaveLength(1);
  const prompt = steps.flatMap(({ changed }) => changed)[0]?.id ?? '';
  const secret = 'planted-swordfish';
  const long = secret.repeat(1000);
  const tooLong = client.prompts.answer({ prompt, answer: { kind: 'passphrase', secret: long } });
  expect((await failure(tooLong)).code).toBe('invalid-input');
  await client.prompts.answer({ prompt, answer: { kind: 'passphrase', secret } });
  expect(await asked).toEqual({ kind: 'passphrase', secret });
  expect((await failure(client.prompts.answer({ prompt, answer: { kind: 'passphrase', secret } }))).code).toBe(
    'not-found',
  );
  expect(JSON.stringify([sent, noted.map(String)])).not.toContain(secret);
  port1.close();
});
