import type { EngineStatus, EngineVersion } from '../../app/engines/engine.ts';
import type { Reason } from '../../app/reasons/reasons.ts';
import { cause, type Problem, problem, toProblem } from '../../app/rpc/problem.ts';
import { Listeners } from '../base/listeners.ts';
import type { Endpoint } from './endpoints/endpoints.ts';
import type { Engine, EngineEvent } from './engine.ts';
import { closeTunnel } from './tunnels/open.ts';
import { SocketWatch } from './watch-socket.ts';

/** First pause between tries; doubles up to `longestPause`. A socket that appears is tried at once, whatever the pause. */
const firstPause = 500;
const longestPause = 10_000;
/** Share by which a pause varies, so that many clients do not come back in step. */
const jitter = 0.2;
/** A half-open connection says nothing: this often it is asked. */
const pingEvery = 10_000;
/** An engine that accepts the event request but sends no headers for so long is stuck. */
const readyTime = 10_000;
/** How long an unused connection is kept: moving between views lets go and takes again within this. */
const lingerTime = 1_000;
/** A tunnel may have cost a person an answer: it stands for so long after its last use. */
const keepTime = 300_000;
/** A socket file appears a moment before its engine listens, and with several events. */
const settleTime = 20;

/** A connection that held for less was not worth the name: the next tries come at growing pauses. */
const steadyTime = 1_000;

/**
 * What only a person changes: to try again by ourselves would ask them again and again, or look to a machine like somebody
 * who guesses at its door.
 */
const waits: ReadonlySet<Reason> = new Set([
  'question-declined',
  'nobody-answered',
  'nobody-to-ask',
  'ssh-denied',
  'ssh-host-key-changed',
  'ssh-host-key-unknown',
]);

/**
 * The connection to one engine: idle → connecting → connected ⇄ unreachable, for as long as somebody uses it. It holds
 * the one event stream of the engine and passes on what it says.
 */
export class Connection {
  readonly engine: Engine;
  #endpoint: Endpoint;
  readonly #statuses = new Listeners<EngineStatus>();
  readonly #events = new Listeners<EngineEvent>();
  #status: EngineStatus = { kind: 'idle' };
  #epoch = 0;
  #users = 0;
  #linger: NodeJS.Timeout | undefined;
  #keep: NodeJS.Timeout | undefined;
  #running: AbortController | undefined;
  #disposed = false;
  /** Tries since the last connection that held; 0 right after one that held was lost. */
  #tries = 0;
  /** Somebody asked for a try, or the socket appeared, since the last try began. */
  #nudged = false;
  #wake: (() => void) | undefined;

  constructor(endpoint: Endpoint, engine: Engine) {
    this.#endpoint = endpoint;
    this.engine = engine;
  }

  /** Which engine, and the way to it as it is now. */
  get endpoint(): Endpoint {
    return this.#endpoint;
  }

  get status(): EngineStatus {
    return this.#status;
  }

  /** It has ended for good: whoever waits for it waits for nothing. */
  get over(): boolean {
    return this.#disposed;
  }

  /** Counts successful connects. Whatever was read in an earlier epoch must be read again. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Keeps the connection alive until the returned function is called. */
  use(): () => void {
    this.#users += 1;
    clearTimeout(this.#linger);
    if (!this.#running && !this.#disposed) this.#start();
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#users -= 1;
      if (this.#users === 0 && !this.#disposed) this.#linger = setTimeout(() => this.#stop(), lingerTime).unref();
    };
  }

  /** Called after every change of `status`. Returns the end of that. */
  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#statuses.add(listener);
  }

  /** Called for every event while connected. Returns the end of that. */
  onEvent(listener: (event: EngineEvent) => void): () => void {
    return this.#events.add(listener);
  }

  /** Tries now, if the engine is unreachable. */
  retry(): void {
    if (this.#status.kind === 'unreachable') this.#nudge();
  }

  /** Takes another way to the same engine from now on, e.g. with new certificates; what is open is made anew. */
  moveTo(endpoint: Endpoint): void {
    closeTunnel(this.#endpoint.address);
    this.#endpoint = endpoint;
    this.engine.moveTo(endpoint.address);
    this.retry();
  }

  /** Ends the connection because nobody knows its engine any more: that is what all who use it are told. */
  forget(): void {
    const now = Date.now();
    this.#end({ kind: 'unreachable', problem: unknown, retryAt: now, since: now });
  }

  /** Ends the connection for good. */
  dispose(): void {
    this.#end({ kind: 'idle' });
  }

  #end(last: EngineStatus): void {
    if (this.#disposed) return;
    this.#disposed = true;
    clearTimeout(this.#linger);
    clearTimeout(this.#keep);
    this.#running?.abort();
    this.#running = undefined;
    this.#wake?.();
    closeTunnel(this.#endpoint.address);
    this.#set(last);
    this.#events.clear();
    this.#statuses.clear();
  }

  #start(): void {
    const running = new AbortController();
    clearTimeout(this.#keep);
    this.#running = running;
    this.#tries = 0;
    this.#set({ kind: 'connecting', attempt: 1 });
    void this.#run(running.signal);
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#wake?.();
    this.#keep = setTimeout(() => closeTunnel(this.#endpoint.address), keepTime).unref();
    if (this.#status.kind !== 'idle') this.#set({ kind: 'idle' });
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { address } = this.#endpoint;
    const watch = new SocketWatch(address.kind === 'unix' ? address.path : undefined, () => this.#nudge());
    while (!signal.aborted) {
      this.#nudged = false;
      // Before the try, so that no change falls in between; and before the pause, whatever became of it meanwhile.
      watch.renew();
      const problem = await this.#session(signal, watch.stop);
      if (signal.aborted) break;
      watch.renew();
      await this.#pause(problem);
    }
    watch.stop();
  }

  #nudge(): void {
    this.#nudged = true;
    this.#tries = Math.min(this.#tries, 1);
    this.#wake?.();
  }

  /**
   * One connection from first word to last. Resolves with why it could not be made or ended. `held` is called once it has
   * held for long enough to be tried again at once when it is lost.
   */
  async #session(signal: AbortSignal, held: () => void): Promise<Problem> {
    const end = new AbortController();
    const both = AbortSignal.any([signal, end.signal]);
    let reason = problem('engine-unreachable', 'engine-closed').problem;
    const fail = (because: Problem): void => {
      reason = because;
      end.abort();
    };
    this.#tries += 1;
    let connectedAt = Number.POSITIVE_INFINITY;
    let timer: NodeJS.Timeout | undefined;
    let steady: NodeJS.Timeout | undefined;
    try {
      const version = await this.engine.version(both);
      timer = setTimeout(() => fail(stuck), readyTime);
      for await (const event of this.engine.events(both)) {
        if (both.aborted) break;
        if (event.kind !== 'ready') this.#events.fire(event);
        else {
          clearTimeout(timer);
          timer = setInterval(() => void this.#ping(both, fail), pingEvery);
          connectedAt = Date.now();
          steady = setTimeout(held, steadyTime).unref();
          this.#connected(version);
        }
      }
    } catch (error) {
      if (!both.aborted) reason = toProblem(error);
    } finally {
      clearTimeout(timer);
      clearTimeout(steady);
      end.abort();
    }
    if (!signal.aborted && Date.now() - connectedAt >= steadyTime) this.#tries = 0;
    return reason;
  }

  async #ping(signal: AbortSignal, fail: (because: Problem) => void): Promise<void> {
    try {
      await this.engine.ping(signal);
    } catch (error) {
      if (!signal.aborted) fail(toProblem(error));
    }
  }

  #connected(version: EngineVersion): void {
    this.#epoch += 1;
    this.#set({ kind: 'connected', version });
  }

  /** Says that the engine is unreachable and waits for the time of the next try, or for a person; not at all after a loss. */
  async #pause(problem: Problem): Promise<void> {
    const lost = this.#tries === 0;
    const doubled = Math.min(longestPause, firstPause * 2 ** (this.#tries - 1));
    const wait = lost ? 0 : this.#nudged ? settleTime : doubled * (1 + jitter * (2 * Math.random() - 1));
    const now = Date.now();
    const idle = waits.has(problem.reason);
    const since = this.#status.kind === 'unreachable' ? this.#status.since : now;
    this.#set({ kind: 'unreachable', problem, ...(idle ? {} : { retryAt: Math.round(now + wait) }), since });
    if (lost && !idle) return;
    await new Promise<void>((resolve) => {
      const timer = idle ? undefined : setTimeout(resolve, wait);
      // Woken by the socket or a person: nearly at once, but one try for several events.
      this.#wake = () => {
        clearTimeout(timer);
        setTimeout(resolve, settleTime);
      };
    });
  }

  #set(status: EngineStatus): void {
    this.#status = status;
    this.#statuses.fire(status);
  }
}

const unknown: Problem = { code: 'not-found', ...cause('engine-unknown') };

const stuck: Problem = {
  code: 'timeout',
  ...cause('engine-stuck'),
};
