import { createServer } from 'node:http';
import { type AddressInfo, connect as connectTcp, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as NodeWebSocket, type RawData, WebSocketServer } from 'ws';
import * as z from 'zod/mini';
import { socketWire } from '../../main/hosts/browser/socket-wire.ts';
import { portWire } from '../../main/hosts/electron/port-wire.ts';
import { call, type Services, stream } from './operation.ts';
import { problem } from './problem.ts';
import { serve } from './serve.ts';
import type { MainWire, ToMain, ToPage } from './wire.ts';

const contract = {
  demo: {
    note: call('safe', z.object({})).returns<string>(),
    big: call('safe', z.object({})).returns<string>(),
    odd: call('safe', z.object({ what: z.string() })).returns<unknown>(),
    odds: stream('safe', z.object({ what: z.string() })).of<unknown>(),
    quiet: stream('safe', z.object({})).of<unknown>(),
  },
};

/** Values that no service should answer with, and that no transport can carry (all but one of each). */
const odd: Readonly<Record<string, () => unknown>> = {
  'a big integer': () => ({ n: 1n }),
  'a circle': () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    return circle;
  },
  'a function': () => ({ run: () => undefined }),
  'a symbol': () => ({ symbol: Symbol('x') }),
  'a value that throws when it is read': () => ({
    get text() {
      throw new Error('not this');
    },
  }),
  'a value that throws when it is written': () => ({
    toJSON: () => {
      throw new Error('not this');
    },
  }),
};

interface Seen {
  notes: number;
  bigs: number;
  aborted: number;
}

const bigAnswer = 'x'.repeat(1024 * 1024);

function services(seen: Seen): Services<typeof contract> {
  return {
    demo: {
      note: () => {
        seen.notes += 1;
        return 'noted';
      },
      big: () => {
        seen.bigs += 1;
        return bigAnswer;
      },
      odd: ({ what }) => odd[what]?.(),
      async *odds({ what }) {
        yield 'first';
        yield odd[what]?.();
        yield 'never';
      },
      async *quiet(_, { signal }) {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        seen.aborted += 1;
        yield* [];
      },
    },
  };
}

/** A page that sends what it likes, and what it got. */
interface Rogue {
  readonly seen: Seen;
  readonly got: ToPage[];
  /** Sends all of it in one go, so that it arrives in one buffer. */
  send(...messages: unknown[]): void;
  readonly closed: Promise<void>;
}

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });
const patient = { timeout: 30_000 };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function serveTo(wire: MainWire): Seen {
  const seen: Seen = { notes: 0, bigs: 0, aborted: 0 };
  serve(contract, services(seen), wire);
  return seen;
}

async function socketRogue(): Promise<Rogue & { readonly tcp: Socket; readonly main: NodeWebSocket }> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<NodeWebSocket>((resolve) => sockets.once('connection', resolve));
  const { port } = server.address() as AddressInfo;
  let tcp: Socket | undefined;
  const page = new NodeWebSocket(`ws://127.0.0.1:${port}`, {
    createConnection: () => (tcp = connectTcp(port, '127.0.0.1')),
  });
  await new Promise((resolve) => page.once('open', resolve));
  const main = await accepted;
  const got: ToPage[] = [];
  page.on('message', (data: RawData) => got.push(JSON.parse((data as Buffer).toString()) as ToPage));
  page.on('error', () => undefined);
  ends.push(() => {
    page.terminate();
    sockets.close();
    server.close();
  });
  return {
    seen: serveTo(socketWire(main)),
    got,
    main,
    tcp: tcp!,
    send: (...messages) => {
      tcp?.cork();
      for (const message of messages) page.send(typeof message === 'string' ? message : JSON.stringify(message));
      tcp?.uncork();
    },
    closed: new Promise((resolve) => page.once('close', () => resolve())),
  };
}

/** Electron's end of a port over Node's: its listeners get an event, and a port that was closed keeps what is queued. */
function asPortMain(port: NodePort): MessagePortMain {
  const main = {
    postMessage: (message: unknown) => port.postMessage(message),
    on: (event: string, listener: (event?: { data: unknown }) => void) =>
      port.on(event as 'message', (data: unknown) => listener({ data })),
    start: () => port.start(),
    close: () => port.close(),
  };
  return main as unknown as MessagePortMain;
}

function portRogue(): Promise<Rogue> {
  const { port1, port2 } = new MessageChannel();
  const got: ToPage[] = [];
  port2.on('message', (message: ToPage) => got.push(message));
  ends.push(() => port2.close());
  return Promise.resolve({
    seen: serveTo(portWire(asPortMain(port1))),
    got,
    send: (...messages) => {
      for (const message of messages) port2.postMessage(message);
    },
    closed: new Promise((resolve) => port2.once('close', () => resolve())),
  });
}

/** Each with a value that it cannot carry. */
const rogues: [string, () => Promise<Rogue>, string][] = [
  ['a WebSocket', socketRogue, 'a circle'],
  ['a MessagePort', portRogue, 'a function'],
];

const note = (id: number) => ({ t: 'call', id, op: 'demo.note', params: {} });
const open = (id: number) => ({ t: 'open', id, op: 'demo.quiet', params: {}, credit: 1 });

describe.each(rogues)('over %s', (_name, start, uncarried) => {
  it.each<[string, unknown[]]>([
    ['nothing', [{}]],
    ['a list', [[]]],
    ['null', [null]],
    ['a text', ['"call"']],
    ['an unknown kind', [{ t: 'eval', id: 1 }]],
    ['a result', [{ t: 'result', id: 1, value: 1 }]],
    ['an endless credit', [{ ...open(5), credit: Infinity }]],
    ['a negative credit', [{ t: 'credit', id: 1, n: -1 }]],
    ['a number that is taken', [open(5), open(5)]],
  ])('what no honest page sends ends the wire at once: %s', async (_what, messages) => {
    const { send, seen, closed, got } = await start();
    send(note(1), open(2));
    await expect.poll(() => got, patient).toHaveLength(1);
    send(...messages, note(3), note(4));
    await closed;
    await turn();
    expect(seen.notes).toBe(1);
    expect(got.filter(({ id }) => id >= 3)).toEqual([]);
    // What ran on it has ended, too.
    await expect.poll(() => seen.aborted, patient).toBeGreaterThan(0);
  });

  it.each(Object.keys(odd))('an answer that cannot be carried settles its call, and nothing else: %s', async (what) => {
    const { send, got } = await start();
    send({ t: 'call', id: 1, op: 'demo.odd', params: { what } }, note(2));
    await expect.poll(() => got, patient).toHaveLength(2);
    const answer = got.find(({ id }) => id === 1);
    // JSON leaves functions and symbols out.
    expect(answer).toSatisfy((answer: ToPage) =>
      answer.t === 'fail' ? answer.problem.code === 'internal' : answer.t === 'result',
    );
    expect(got.find(({ id }) => id === 2)).toEqual({ t: 'result', id: 2, value: 'noted' });
  });

  it('an item that cannot be carried ends its stream with the reason', async () => {
    const { send, got } = await start();
    send({ t: 'open', id: 1, op: 'demo.odds', params: { what: uncarried }, credit: 16 });
    await expect.poll(() => got, patient).toHaveLength(2);
    expect(got[1]).toMatchObject({ t: 'fail', problem: { code: 'internal' } });
    expect(got[0]).toMatchObject({ t: 'item', value: 'first' });
  });
});

it('what nobody foresaw is handed to whoever takes note; what was said on purpose is not', () => {
  const errors = [
    new TypeError('x is not a function'),
    problem('in-use', 'image-has-children'),
    undefined,
    problem('internal', 'engine-failed'),
  ];
  const noted: unknown[] = [];
  const sent: ToPage[] = [];
  let receive: (message: ToMain) => void = () => undefined;
  const wire: MainWire = {
    send: (message) => void sent.push(message),
    onMessage: (to) => (receive = to),
    onClose: () => undefined,
    close: () => undefined,
  };
  const contract = { demo: { fail: call('safe', z.object({ n: z.number() })).returns<void>() } };
  const fail = ({ n }: { n: number }) => Promise.reject(errors[n]);
  serve(contract, { demo: { fail } }, wire, { note: (error) => noted.push(error) });
  for (const n of errors.keys()) receive({ t: 'call', id: n, op: 'demo.fail', params: { n } });
  return expect
    .poll(() => sent.map((message) => message.t === 'fail' && message.problem.code), patient)
    .toEqual(['internal', 'in-use', 'internal', 'internal'])
    .then(() => expect(noted).toEqual([errors[0], undefined]));
});

describe('over a WebSocket', () => {
  it.each(['{', '', '\u0000', '[1', 'undefined'])(
    'a frame that is no message ends the wire at once: %j',
    async (frame) => {
      const { send, seen, closed } = await socketRogue();
      send(note(1), frame, note(2));
      await closed;
      await turn();
      expect(seen.notes).toBeLessThanOrEqual(1);
    },
  );

  it('a page that asks and never reads is not listened to until it does', async () => {
    const { send, seen, tcp, main, got } = await socketRogue();
    tcp.pause();
    const asked = 2000;
    for (let id = 1; id <= asked; id++) send({ t: 'call', id, op: 'demo.big', params: {} });
    await expect.poll(() => main.isPaused || main.readyState !== main.OPEN, { timeout: 20_000 }).toBe(true);
    const ran = seen.bigs;
    for (let n = 0; n < 20; n++) await turn();
    expect(seen.bigs).toBe(ran);
    expect(main.bufferedAmount).toBeLessThan(64 * 2 ** 20 + bigAnswer.length + 1000);
    tcp.resume();
    await expect.poll(() => got.length === asked || main.readyState !== main.OPEN, { timeout: 50_000 }).toBe(true);
  }, 60_000);

  it('a page that asks in small portions and reads late gets all of it', async () => {
    const { send, tcp, main, got } = await socketRogue();
    tcp.pause();
    let id = 0;
    while (!main.isPaused) {
      send({ t: 'call', id: ++id, op: 'demo.big', params: {} });
      await turn();
    }
    for (let n = 0; n < 10; n++) send({ t: 'call', id: ++id, op: 'demo.big', params: {} });
    tcp.resume();
    await expect.poll(() => got.length, { timeout: 20_000 }).toBe(id);
    expect(main.isPaused).toBe(false);
  }, 60_000);
});
