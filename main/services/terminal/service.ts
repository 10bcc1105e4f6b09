import { setTimeout as sleep } from 'node:timers/promises';
import { problem } from '../../../app/problem.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import type { SessionId, terminal } from '../../../app/terminal.ts';
import type { Kept } from '../../disk/data-folder.ts';
import type { Engines } from '../engine.ts';
import { ShellLedger } from './ledger.ts';
import { openShell, type ShellTarget } from './open-shell.ts';
import { Sessions } from './sessions.ts';
import { ShellEnder } from './shell-ender.ts';
import { ShellSession } from './shell-session.ts';

/** How long an engine may take to start a shell that is ended right away, in ms. */
const startTime = 30_000;
/** How long, in ms, a shell waits for its first use: its page may have gone before it learned of it. */
const claimTime = 20_000;

export interface TerminalService extends Service<typeof terminal> {
  /** How many shells run. */
  count(): number;
  /**
   * Ends every shell, all at once. What does not end within the limit is ended by the next start of Gantry.
   * @param limit in ms
   */
  dispose(limit: number): Promise<void>;
}

/** Keeps shells. A session belongs to this process, not to the page: it survives a reload and a closed tab of the dock. */
export async function createTerminal(engines: Engines, folder: Kept): Promise<TerminalService> {
  return new Shells(engines, await ShellLedger.open(folder));
}

class Shells implements TerminalService {
  readonly #engines: Engines;
  readonly #ledger: ShellLedger;
  readonly #ender: ShellEnder;
  readonly #sessions = new Sessions();
  readonly #opening = new Set<Promise<unknown>>();
  readonly #stop = new AbortController();

  constructor(engines: Engines, ledger: ShellLedger) {
    this.#engines = engines;
    this.#ledger = ledger;
    this.#ender = new ShellEnder(engines, ledger);
  }

  open: TerminalService['open'] = async (target, { signal }) => {
    const both = AbortSignal.any([signal, this.#stop.signal]);
    const opened = this.#sessions.open(() => this.#start(target, both));
    const settled = opened.catch(() => undefined).finally(() => this.#opening.delete(settled));
    this.#opening.add(settled);
    const session = await opened;
    setTimeout(() => void this.#endUnused(session), claimTime).unref();
    return { session };
  };

  attach: TerminalService['attach'] = ({ session }, { signal }) => this.#sessions.find(session).read(signal);

  write: TerminalService['write'] = ({ session, data }) => this.#sessions.find(session).write(data);

  resize: TerminalService['resize'] = ({ session, cols, rows }) => this.#sessions.find(session).resize(cols, rows);

  close: TerminalService['close'] = async ({ session }) => {
    const running = this.#sessions.take(session);
    if (running) await this.#end(running);
  };

  count(): number {
    return this.#sessions.running.length;
  }

  async dispose(limit: number): Promise<void> {
    this.#stop.abort();
    const { running } = this.#sessions;
    const ended = async () => {
      await Promise.all([...running.map((session) => this.#end(session)), ...this.#opening]);
      await this.#ender.settled();
    };
    await Promise.race([ended(), sleep(limit)]);
    this.#ender.dispose();
    for (const session of running) session.release();
    await this.#ledger.flush();
  }

  async #start(target: ShellTarget, signal: AbortSignal): Promise<ShellSession> {
    const session = new ShellSession(await openShell(this.#engines, this.#ledger, target, signal));
    void session.exited.then(({ code }) => {
      if (code === undefined) this.#ender.lost(session.record);
      else this.#ledger.exited(session.record.shell);
    });
    if (!signal.aborted) return session;
    await this.#end(session);
    throw problem('cancelled', 'Cancelled.');
  }

  async #end(session: ShellSession): Promise<void> {
    try {
      await session.started(AbortSignal.timeout(startTime));
      await this.#ender.end(session.record);
    } catch {
      // It may still start: it is looked for when the engine connects the next time, or at the next start.
      this.#ledger.abandon(session.record.shell);
    }
    session.release();
  }

  async #endUnused(id: SessionId): Promise<void> {
    if (this.#sessions.isUnused(id)) await this.close({ session: id }, { signal: this.#stop.signal });
  }
}
