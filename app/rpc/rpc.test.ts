import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws';
import * as z from 'zod/mini';
import { socketWire as mainSocketWire } from '../../main/hosts/browser/socket-wire.ts';
import { portWire, socketWire } from '../../renderer/wire.ts';
import { connect, creditWindow } from './client.ts';
import { call, type Services, stream } from './operation.ts';
import { problem } from './problem.ts';
import { maxRunning, serve } from './serve.ts';
import type { MainWire, PageWire, ToMain, ToPage } from './wire.ts';

const contract = {
  demo: {
    echo: call('safe', z.object({ text: z.string() })).returns<{ text: string }>(),
    flip: call('safe', z.object({ data: z.instanceof(Uint8Array) })).returns<{ data: Uint8Array }>(),
    fails: call('safe', z.object({})).returns<void>(),
    breaks: call('safe', z.object({})).returns<void>(),
    hangs: call('safe', z.object({})).returns<void>(),
    count: stream('safe', z.object({ to: z.number() })).of<number>(),
    bytes: stream('safe', z.object({})).of<{ kind: string; data: Uint8Array }>(),
    quiet: stream('safe', z.object({})).of<number>(),
    failsAfter: stream('safe', z.object({ items: z.number() })).of<number>(),
  },
};

interface Pair {
  main: MainWire;
  page: PageWire;
  /** Cuts the wire from outside. */
  cut(): void;
}

/** What the services saw, so that tests can look at the producing end. */
interface Seen {
  produced: number;
  aborted: number;
  calls: number;
}

function services(seen: Seen): Services<typeof contract> {
  const untilAborted = (signal: AbortSignal) =>
    new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => {
        seen.aborted += 1;
        resolve();
      }),
    );
  return {
    demo: {
      echo: ({ text }) => {
        seen.calls += 1;
        return { text };
      },
      flip: ({ data }) => ({ data: data.map((byte) => 255 - byte) }),
      fails: () => {
        throw problem('in-use', 'image-has-children', { detail: 'by web' });
      },
      breaks: () => {
        throw new TypeError('x is not a function');
      },
      hangs: (_, { signal }) => untilAborted(signal),
      async *count({ to }, { signal }) {
        signal.addEventListener('abort', () => (seen.aborted += 1));
        for (let n = 0; n < to; n++) {
          seen.produced += 1;
          yield n;
        }
      },
      async *bytes() {
        yield { kind: 'all', data: Uint8Array.from({ length: 256 }, (_, n) => n) };
        yield { kind: 'none', data: new Uint8Array(0) };
      },
      async *quiet(_, { signal }) {
        await untilAborted(signal);
        yield* [];
      },
      async *failsAfter({ items }) {
        for (let n = 0; n < items; n++) yield n;
        throw problem('no-space', 'disk-full');
      },
    },
  };
}

function memoryPair(): Promise<Pair> {
  const closed: ((reason: string) => void)[] = [];
  let open = true;
  const half = <Out, In>() => {
    const receivers: ((message: In) => void)[] = [];
    return {
      receivers,
      wire: (send: (message: Out) => void) => ({
        send: (message: Out) => queueMicrotask(() => open && send(structuredClone(message))),
        onMessage: (receive: (message: In) => void) => void receivers.push(receive),
        onClose: (listener: (reason: string) => void) => void closed.push(listener),
        close: cut,
      }),
    };
  };
  const cut = () => {
    if (!open) return;
    open = false;
    queueMicrotask(() => {
      for (const listener of closed) listener('cut');
    });
  };
  const main = half<ToPage, ToMain>();
  const page = half<ToMain, ToPage>();
  return Promise.resolve({
    main: main.wire((message) => {
      for (const receive of page.receivers) receive(message);
    }),
    page: page.wire((message) => {
      for (const receive of main.receivers) receive(message);
    }),
    cut,
  });
}

function channelPair(): Promise<Pair> {
  const { port1, port2 } = new MessageChannel();
  const main: MainWire = {
    send: (message) => port1.postMessage(message),
    onMessage: (receive) => void port1.on('message', receive),
    onClose: (closed) => void port1.once('close', () => closed('closed')),
    close: () => port1.close(),
  };
  return Promise.resolve({ main, page: portWire(port2 as unknown as MessagePort), cut: () => port1.close() });
}

async function socketPair(): Promise<Pair> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const accepted = new Promise<NodeWebSocket>((resolve) => sockets.once('connection', resolve));
  const socket = new NodeWebSocket(`ws://127.0.0.1:${port}`);
  await new Promise((resolve) => socket.once('open', resolve));
  const main = await accepted;
  cleanups.push(() => {
    sockets.close();
    server.close();
    socket.terminate();
  });
  return {
    main: mainSocketWire(main),
    page: socketWire(socket as unknown as WebSocket),
    cut: () => main.terminate(),
  };
}

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

const wires: [string, () => Promise<Pair>][] = [
  ['an in-memory pair', memoryPair],
  ['a MessageChannel', channelPair],
  ['a real WebSocket', socketPair],
];

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Reads a whole stream, or until it fails. */
function collect<I>(open: (reader: { onItem(item: I): void; onEnd(problem?: unknown): void }) => unknown) {
  const items: I[] = [];
  return new Promise<{ items: I[]; problem: unknown }>((resolve) => {
    open({ onItem: (item) => void items.push(item), onEnd: (problem) => resolve({ items, problem }) });
  });
}

describe.each(wires)('the contract over %s', (_name, makePair) => {
  async function start() {
    const seen: Seen = { produced: 0, aborted: 0, calls: 0 };
    const pair = await makePair();
    serve(contract, services(seen), pair.main);
    cleanups.push(() => pair.cut());
    return { client: connect<typeof contract>(pair.page).demo, seen, pair };
  }

  it('answers a call', async () => {
    const { client } = await start();
    await expect(client.echo({ text: 'héllo\u0000\u202e' })).resolves.toEqual({ text: 'héllo\u0000\u202e' });
  });

  it('answers each of many calls with its own result', async () => {
    const { client } = await start();
    const texts = Array.from({ length: 200 }, (_, n) => `call ${n}`);
    const answers = await Promise.all(texts.map((text) => client.echo({ text })));
    expect(answers.map(({ text }) => text)).toEqual(texts);
  });

  it('carries bytes as bytes, both ways', async () => {
    const { client } = await start();
    const { data } = await client.flip({ data: new Uint8Array([0, 1, 254, 255]) });
    expect(data).toBeInstanceOf(Uint8Array);
    expect([...data]).toEqual([255, 254, 1, 0]);
    const { items } = await collect(client.bytes.bind(client, {}));
    expect(items.map((item) => [item.kind, item.data.length])).toEqual([
      ['all', 256],
      ['none', 0],
    ]);
  });

  it('delivers a problem with its code and detail', async () => {
    const { client } = await start();
    await expect(client.fails({})).rejects.toMatchObject({ problem: { code: 'in-use', detail: 'by web' } });
  });

  it('turns an unforeseen error into `internal`', async () => {
    const { client } = await start();
    await expect(client.breaks({})).rejects.toMatchObject({ problem: { code: 'internal' } });
  });

  it('refuses parameters that do not fit, before the service sees them', async () => {
    const { client, seen } = await start();
    const params = { text: 5 } as unknown as { text: string };
    await expect(client.echo(params)).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    expect(seen.calls).toBe(0);
  });

  it('calls only what is declared', async () => {
    const { pair } = await start();
    const answers: ToPage[] = [];
    pair.page.onMessage((message) => answers.push(message));
    for (const [id, op] of ['demo.nothing', '__proto__', 'demo.toString', 'constructor', ''].entries()) {
      pair.page.send({ t: 'call', id: 1000 + id, op, params: {} });
    }
    pair.page.send({ t: 'call', id: 2000, op: 'demo.count', params: { to: 1 } });
    pair.page.send({ t: 'open', id: 2001, op: 'demo.echo', params: { text: '' }, credit: 1 });
    await vi.waitFor(() => expect(answers).toHaveLength(7));
    expect(answers.every((answer) => answer.t === 'fail' && answer.problem.code === 'unsupported')).toBe(true);
  });

  it('delivers a stream whole and in order', async () => {
    const { client } = await start();
    const { items, problem } = await collect(client.count.bind(client, { to: 5000 }));
    expect(problem).toBeUndefined();
    expect(items).toEqual(Array.from({ length: 5000 }, (_, n) => n));
  });

  it('delivers the items before a failure, then the failure', async () => {
    const { client } = await start();
    const { items, problem } = await collect(client.failsAfter.bind(client, { items: 40 }));
    expect(items).toHaveLength(40);
    expect(problem).toMatchObject({ code: 'no-space' });
  });

  it('stops the producer when the reader stops reading', async () => {
    const { client, seen } = await start();
    client.count({ to: 100_000 }, { onItem: () => new Promise(() => undefined), onEnd: () => undefined });
    await settled();
    expect(seen.produced).toBeGreaterThan(0);
    expect(seen.produced).toBeLessThanOrEqual(creditWindow);
  });

  it('stops a busy stream on cancel', async () => {
    const { client, seen } = await start();
    let items = 0;
    const stop = client.count(
      { to: 10_000_000 },
      {
        onItem: () => {
          items += 1;
          if (items === 100) stop();
        },
        onEnd: () => expect.unreachable('a stopped stream has no end'),
      },
    );
    await vi.waitFor(() => expect(seen.aborted).toBe(1));
    await settled();
    expect(items).toBe(100);
    expect(seen.produced).toBeLessThanOrEqual(100 + creditWindow);
  });

  it('stops a quiet stream on cancel', async () => {
    const { client, seen } = await start();
    const stop = client.quiet({}, { onItem: () => undefined, onEnd: () => undefined });
    await settled();
    stop();
    await vi.waitFor(() => expect(seen.aborted).toBe(1));
  });

  it('cancels a call', async () => {
    const { client, seen } = await start();
    const abort = new AbortController();
    const pending = client.hangs({}, { signal: abort.signal });
    await settled();
    abort.abort();
    await expect(pending).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await vi.waitFor(() => expect(seen.aborted).toBe(1));
  });

  it('rejects what is pending and aborts what runs when the wire is lost', async () => {
    const { client, seen, pair } = await start();
    const pending = client.hangs({});
    const ended = collect(client.quiet.bind(client, {}));
    await settled();
    pair.cut();
    await expect(pending).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    expect(await ended).toMatchObject({ items: [], problem: { code: 'cancelled' } });
    await vi.waitFor(() => expect(seen.aborted).toBe(2));
    await expect(client.echo({ text: 'late' })).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  });

  it('ends the stream of a reader that throws, and only that', async () => {
    const { client, seen } = await start();
    const end = await new Promise((onEnd) => {
      client.count(
        { to: 1000 },
        {
          onItem: (n) => {
            if (n === 3) throw new Error('cannot draw this');
          },
          onEnd,
        },
      );
    });
    expect(end).toMatchObject({ code: 'internal', detail: 'cannot draw this' });
    await vi.waitFor(() => expect(seen.aborted).toBe(1));
    await expect(client.echo({ text: 'still here' })).resolves.toEqual({ text: 'still here' });
  });

  it.each([
    ['an empty object', {}],
    ['no id', { t: 'call', op: 'demo.echo' }],
    ['a fractional id', { t: 'call', id: 0.5, op: 'demo.echo', params: {} }],
    ['negative credit', { t: 'open', id: 1, op: 'demo.count', params: { to: 1 }, credit: -1 }],
    ['an unknown kind', { t: 'eval', id: 1 }],
  ])('closes the wire on a message that no honest page sends: %s', async (_what, message) => {
    const { pair } = await start();
    const closed = new Promise((resolve) => pair.page.onClose(resolve));
    pair.page.send(message as ToMain);
    await closed;
  });

  it('bounds how much runs at once', async () => {
    const { client } = await start();
    const problems: unknown[] = [];
    for (let n = 0; n < maxRunning + 5; n++) {
      client.quiet({}, { onItem: () => undefined, onEnd: (problem) => problems.push(problem) });
    }
    await vi.waitFor(() => expect(problems).toHaveLength(5));
    expect(problems[0]).toMatchObject({ code: 'unsupported' });
  });
});
