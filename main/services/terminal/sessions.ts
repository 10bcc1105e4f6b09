import { randomBytes } from 'node:crypto';
import type { ListChange } from '../../../app/rpc/live.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { SessionId, TerminalSession } from '../../../app/terminal.ts';
import { SessionList } from './session-list.ts';
import type { ShellSession } from './shell-session.ts';

/** Shells open at once. Each holds a connection to the engine and its scrollback; a person has some tens. */
const maxRunning = 64;
/** Ended shells whose last output can still be read; the oldest go first. Each holds some 100 kB, packed; 1 MB of colours. */
const maxEnded = 32;

/** The shells that run, those that ended and may still be read, and how many may run at once. */
export class Sessions {
  readonly #running = new Map<SessionId, ShellSession>();
  readonly #ended = new Map<SessionId, ShellSession>();
  readonly #list = new SessionList((id) => this.#described(id));
  /** Places of shells that are being opened. */
  #opening = 0;

  get running(): ShellSession[] {
    return [...this.#running.values()];
  }

  /** Those that run. */
  get byId(): ReadonlyMap<SessionId, ShellSession> {
    return this.#running;
  }

  /**
   * Opens a shell in a place of its own, taken before anything is waited for.
   * @param open given what to call when something of it that lists show is otherwise
   * @throws ProblemError `conflict` if there is no place, else whatever `open` rejects with
   */
  async open(open: (onChange: () => void) => Promise<ShellSession>): Promise<SessionId> {
    if (this.#running.size + this.#opening >= maxRunning) {
      throw problem('conflict', 'shells-too-many', { params: { most: maxRunning } });
    }
    const id = randomBytes(16).toString('hex');
    this.#opening += 1;
    try {
      const session = await open(() => this.#list.changed(id));
      this.#running.set(id, session);
      this.#list.changed(id);
      void session.exited.then(() => this.#retire(id, session));
      return id;
    } finally {
      this.#opening -= 1;
    }
  }

  /** All of them, live. */
  read(signal: AbortSignal): AsyncIterable<ListChange<TerminalSession>> {
    return this.#list.read(signal);
  }

  /** Forgets one that has ended, and gives it; undefined for any other. */
  takeEnded(id: SessionId): ShellSession | undefined {
    const ended = this.#ended.get(id);
    if (ended) this.take(id);
    return ended;
  }

  /** Whether it runs and no page has ever done anything with it. */
  isUnused(id: SessionId): boolean {
    return this.#running.get(id)?.wasUsed === false;
  }

  /** One that runs or can still be read. */
  get(id: SessionId): ShellSession | undefined {
    return this.#running.get(id) ?? this.#ended.get(id);
  }

  /** The same; throws `not-found` for any other. */
  find(id: SessionId): ShellSession {
    const found = this.get(id);
    if (!found) throw problem('not-found', 'shell-ended');
    return found;
  }

  /** Forgets a session; returns it if it still runs. */
  take(id: SessionId): ShellSession | undefined {
    const running = this.#running.get(id);
    this.#running.delete(id);
    this.#ended.delete(id);
    this.#list.changed(id);
    return running;
  }

  #described(id: SessionId): TerminalSession | undefined {
    const session = this.get(id);
    return session && { id, ...session.described };
  }

  #retire(id: SessionId, session: ShellSession): void {
    if (!this.#running.delete(id)) return;
    this.#ended.set(id, session);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > maxEnded && oldest !== undefined) this.take(oldest);
  }
}
