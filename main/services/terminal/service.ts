import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { type SessionId, scrollbackLines, type terminal } from '../../../app/terminal.ts';
import type { Kept } from '../../disk/data-folder.ts';
import type { Engines } from '../engine/engine.ts';
import { runsAgain } from './again.ts';
import { Followers } from './followers.ts';
import { FoundShells } from './found-shells.ts';
import { ShellLedger, type ShellRecord } from './ledger.ts';
import { followLoads } from './loads.ts';
import { openAttach } from './open-attach.ts';
import { openDebugShell } from './open-debug.ts';
import { openShell, type ShellTarget } from './open-shell.ts';
import type { OpenShell } from './opened.ts';
import { type Saving, saveScreen } from './save-screen.ts';
import { ParseBudget } from './screen/parse-budget.ts';
import { Sessions } from './sessions.ts';
import { ShellEnder } from './shell-ender.ts';
import { ShellSession } from './shell-session.ts';
import { successorOf } from './successor.ts';

/** How long an engine may take to start a shell that is ended right away, in ms. */
const startTime = 30_000;
/** How long, in ms, a shell waits for its first use: its page may have gone before it learned of it. */
const claimTime = 20_000;

export interface TerminalService extends Service<typeof terminal> {
  /** How many shells run. */
  count(): number;
  /** The engine that a shell runs on; undefined for one that is not known. */
  engineOf(session: SessionId): EngineId | undefined;
  /** Where a shell runs, and how its processes are known there; undefined for one that is not known. */
  recordOf(session: SessionId): ShellRecord | undefined;
  /**
   * Ends every shell, all at once. What does not end within the limit is ended by the next start of Gantry.
   * @param limit in ms
   */
  dispose(limit: number): Promise<void>;
}

/** Keeps shells. A session belongs to this process, not to the page: it survives a reload and a closed tab of the dock. */
export async function createTerminal(engines: Engines, folder: Kept, saving: Saving): Promise<TerminalService> {
  return new Shells(engines, await ShellLedger.open(folder), saving);
}

class Shells implements TerminalService {
  readonly #engines: Engines;
  readonly #ledger: ShellLedger;
  readonly #ender: ShellEnder;
  readonly #found: FoundShells;
  readonly #sessions = new Sessions();
  readonly #followers = new Followers((id) => this.#sessions.get(id) !== undefined);
  readonly #budget = new ParseBudget();
  readonly #saving: Saving;
  readonly #opening = new Set<Promise<unknown>>();
  readonly #stop = new AbortController();

  constructor(engines: Engines, ledger: ShellLedger, saving: Saving) {
    this.#engines = engines;
    this.#saving = saving;
    this.#ledger = ledger;
    this.#found = new FoundShells(engines);
    this.#ender = new ShellEnder(engines, ledger);
  }

  shells: TerminalService['shells'] = (target, { signal }) => this.#found.find(target, signal);

  open: TerminalService['open'] = async (target, { signal }) => {
    const { below } = target;
    const both = AbortSignal.any([signal, this.#stop.signal]);
    const start = () => this.#sessions.open((onChange) => this.#start(target, onChange, both));
    const opened = below === undefined ? start() : this.#followers.of(below, start);
    const settled = opened.catch(() => undefined).finally(() => this.#opening.delete(settled));
    this.#opening.add(settled);
    const session = await opened;
    setTimeout(() => void this.#endUnused(session), claimTime).unref();
    return { session, container: this.#sessions.find(session).record.container };
  };

  attach: TerminalService['attach'] = ({ session, lines }, { signal }) =>
    this.#sessions.find(session).read(signal, lines);

  sessions: TerminalService['sessions'] = (_, { signal }) => this.#sessions.read(signal);

  loads: TerminalService['loads'] = (_, { signal }) => followLoads(() => this.#sessions.byId, signal);

  again: TerminalService['again'] = ({ session }, { signal }) => {
    const { record, labels, quickEnds } = this.#sessions.find(session);
    return runsAgain(this.#engines, { ...record, labels, quickEnds }, signal);
  };

  write: TerminalService['write'] = ({ session, data }) => this.#sessions.find(session).write(data);

  resize: TerminalService['resize'] = ({ session, cols, rows }) => this.#sessions.find(session).resize(cols, rows);

  clear: TerminalService['clear'] = async ({ session }) => this.#sessions.find(session).clear();

  save: TerminalService['save'] = ({ session, path, overwrite }) =>
    saveScreen(this.#sessions.find(session), { path, overwrite }, this.#saving);

  close: TerminalService['close'] = async ({ session }) => {
    const running = this.#sessions.take(session);
    if (running) await this.#end(running);
  };

  count(): number {
    return this.#sessions.running.length;
  }

  engineOf(session: SessionId): EngineId | undefined {
    return this.#sessions.get(session)?.record.engine;
  }

  recordOf(session: SessionId): ShellRecord | undefined {
    return this.#sessions.get(session)?.record;
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

  async #start(target: ShellTarget, onChange: () => void, signal: AbortSignal): Promise<ShellSession> {
    const shell = await this.#begin(await this.#inPlaceOf(target, signal), signal);
    const session = new ShellSession(shell, {
      below: target.below ? this.#sessions.takeEnded(target.below) : undefined,
      line: target.line,
      scrollback: target.scrollback ?? scrollbackLines.usual,
      budget: this.#budget,
      onChange,
    });
    void session.exited.then(({ code }) => {
      if (code === undefined || session.record.toolbox) this.#ender.lost(session.record);
      else this.#ledger.exited(session.record.shell);
    });
    if (!signal.aborted) return session;
    await this.#end(session);
    throw problem('cancelled', 'cancelled');
  }

  #begin({ how, ...target }: ShellTarget, signal: AbortSignal): Promise<OpenShell> {
    if (how?.kind === 'debug') return openDebugShell(this.#engines, this.#ledger, { ...target, how }, signal);
    if (how?.kind === 'attach') return openAttach(this.#engines, { ...target, how }, signal);
    return openShell(this.#engines, this.#ledger, { ...target, how }, signal);
  }

  /** The target, or what Compose has made in place of it since the session that it goes on from. */
  async #inPlaceOf(target: ShellTarget, signal: AbortSignal): Promise<ShellTarget> {
    const before = target.below && this.#sessions.get(target.below);
    if (!before) return target;
    const engine = await this.#engines.ready(target.engine, signal);
    return { ...target, id: await successorOf(engine, target.id, before.labels, signal) };
  }

  async #end(session: ShellSession): Promise<void> {
    try {
      await session.started(AbortSignal.timeout(startTime));
      await this.#ender.end(session.record);
      if (!session.record.attached && !session.record.toolbox) await session.interrupt();
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
