import { randomBytes } from 'node:crypto';
import { problem } from '../../../app/problem.ts';
import type { SessionId } from '../../../app/terminal.ts';
import type { ShellSession } from './shell-session.ts';

/** Shells open at once. Each holds a connection to the engine and its scrollback; a person has some tens. */
const maxRunning = 64;
/** Ended shells whose last output can still be read; the oldest go first. Each costs its scrollback at most. */
const maxEnded = 32;
/** The shells that run, those that ended and may still be read, and how many may run at once. */
export class Sessions {
  readonly #running = new Map<SessionId, ShellSession>();
  readonly #ended = new Map<SessionId, ShellSession>();
  /** Places of shells that are being opened. */
  #opening = 0;

  get running(): ShellSession[] {
    return [...this.#running.values()];
  }

  /**
   * Opens a shell in a place of its own, taken before anything is waited for.
   * @throws ProblemError `conflict` if there is no place, else whatever `open` rejects with
   */
  async open(open: () => Promise<ShellSession>): Promise<SessionId> {
    if (this.#running.size + this.#opening >= maxRunning) {
      throw problem('conflict', `${maxRunning} shells are open.`, { nextStep: 'Close some of them first.' });
    }
    const id = randomBytes(16).toString('hex');
    this.#opening += 1;
    try {
      const session = await open();
      this.#running.set(id, session);
      void session.exited.then(() => this.#retire(id, session));
      return id;
    } finally {
      this.#opening -= 1;
    }
  }

  /** Whether it runs and no page has ever done anything with it. */
  isUnused(id: SessionId): boolean {
    return this.#running.get(id)?.wasUsed === false;
  }

  /** One that runs or can still be read; throws `not-found` for any other. */
  find(id: SessionId): ShellSession {
    const found = this.#running.get(id) ?? this.#ended.get(id);
    if (!found) throw problem('not-found', 'This shell has ended.', { nextStep: 'Open a new one.' });
    return found;
  }

  /** Forgets a session; returns it if it still runs. */
  take(id: SessionId): ShellSession | undefined {
    const running = this.#running.get(id);
    this.#running.delete(id);
    this.#ended.delete(id);
    return running;
  }

  #retire(id: SessionId, session: ShellSession): void {
    if (!this.#running.delete(id)) return;
    this.#ended.set(id, session);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > maxEnded && oldest !== undefined) this.#ended.delete(oldest);
  }
}
