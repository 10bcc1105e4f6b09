import { once } from 'node:events';
import { WebSocket } from 'ws';
import { decode, encode } from '../../app/rpc/codec.ts';
import type { ToMain, ToPage } from '../../app/rpc/wire.ts';
import { enter } from '../entered.ts';
import type { Random } from './random.ts';

/** The longest that a call may take on a busy machine before it counts as hung (ms). */
export const patience = 60_000;

/** A page that sends what it likes and knows what has not settled. */
export class Rogue {
  readonly #socket: WebSocket;
  readonly #secrets: readonly string[];
  readonly #pending = new Map<number, string>();
  readonly #streams = new Set<number>();
  readonly #ops = new Map<number, string>();
  readonly leaks: string[] = [];
  /** Strings by field that came back and mean something: session, view, task, … */
  readonly learnt: Record<string, string[]> = {};
  /** Answers by what they were. */
  readonly answers = new Map<string, number>();
  /** Operations that got past the check of their parameters at least once. */
  readonly reached = new Set<string>();
  closed = false;
  #nextId = 1;
  #settled: () => void = () => undefined;

  /** @param secrets texts that no answer may hold */
  constructor(socket: WebSocket, secrets: readonly string[]) {
    this.#secrets = secrets;
    this.#socket = socket;
    socket.on('close', () => {
      this.closed = true;
      this.#settled();
    });
    socket.on('message', (data: Buffer, isBinary) => this.#receive(data, isBinary));
  }

  send(op: string, kind: 'call' | 'stream', params: unknown, cancelled = false): void {
    const id = this.#nextId++;
    this.#ops.set(id, op);
    const message: ToMain = kind === 'call' ? { t: 'call', id, op, params } : { t: 'open', id, op, params, credit: 4 };
    if (kind === 'call') this.#pending.set(id, `${op} ${JSON.stringify(params)?.slice(0, 300)}`);
    else this.#streams.add(id);
    this.#socket.send(encode(message));
    if (kind === 'stream' || !cancelled) return;
    this.#socket.send(encode({ t: 'cancel', id }));
    this.#pending.delete(id);
  }

  /** Ends most streams, gives the others credit, and waits until every call has an answer; rejects if one has none. */
  async settle(random: Random): Promise<void> {
    for (const id of this.#streams) {
      const goesOn = random.chance(0.3);
      this.#socket.send(encode(goesOn ? { t: 'credit', id, n: 2 } : { t: 'cancel', id }));
      if (!goesOn) this.#streams.delete(id);
    }
    const limit = AbortSignal.timeout(patience);
    while (this.#pending.size > 0 && !this.closed && !limit.aborted) {
      await new Promise<void>((resolve) => {
        this.#settled = resolve;
        limit.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (this.closed) throw new Error('the host ended the wire');
    if (this.#pending.size > 0) throw new Error(`calls never settled: ${[...this.#pending.values()].join('\n')}`);
  }

  close(): void {
    this.#socket.close();
  }

  #receive(data: Buffer, isBinary: boolean): void {
    const text = data.toString('latin1');
    for (const secret of this.#secrets) if (text.includes(secret)) this.leaks.push(text.slice(0, 500));
    const message = decode(isBinary ? data : data.toString()) as ToPage;
    const what = message.t === 'fail' ? message.problem.code : message.t;
    this.answers.set(what, (this.answers.get(what) ?? 0) + 1);
    if (what !== 'invalid-input') this.reached.add(this.#ops.get(message.id) ?? '');
    if (message.t === 'item' || message.t === 'result') this.#learn(message.value);
    if (message.t === 'item') return;
    this.#streams.delete(message.id);
    this.#pending.delete(message.id);
    if (this.#pending.size === 0) this.#settled();
  }

  #learn(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, field] of Object.entries(value)) {
      if (!['session', 'view', 'task', 'version', 'selected', 'id', 'list'].includes(name) || typeof field !== 'string')
        continue;
      const some = (this.learnt[name] ??= []);
      if (!some.includes(field)) some.push(field);
      if (some.length > 20) some.shift();
    }
  }
}

/** Opens the wire as the page would that was opened at this address. */
export async function openRogue(url: string, secrets: readonly string[]): Promise<Rogue> {
  const { origin, port, wirePath, wireCookie, key } = await enter(url);
  const headers = { origin, cookie: wireCookie };
  const socket = new WebSocket(`ws://127.0.0.1:${port}${wirePath}`, ['gantry', key], { headers });
  await once(socket, 'open');
  return new Rogue(socket, secrets);
}
