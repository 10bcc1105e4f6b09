import type { SessionId } from '../../../app/terminal.ts';

/** Ended sessions whose follower is remembered: windows that show the same one ask within a moment. */
const most = 64;

/** Which session goes on in place of an ended one: several windows that ask for it get the same. */
export class Followers {
  readonly #isKnown: (session: SessionId) => boolean;
  readonly #of = new Map<SessionId, Promise<SessionId>>();

  /** @param isKnown whether a session runs or can still be read */
  constructor(isKnown: (session: SessionId) => boolean) {
    this.#isKnown = isKnown;
  }

  /**
   * The session that goes on in place of one: that which another window was given, or a new one.
   * @param start opens it; rejects where that cannot be, and is asked again the next time
   */
  async of(ended: SessionId, start: () => Promise<SessionId>): Promise<SessionId> {
    const there = this.#of.get(ended);
    const session = await there?.catch(() => undefined);
    if (session !== undefined && this.#isKnown(session)) return session;
    // Meanwhile somebody else may have found the same.
    if (this.#of.get(ended) !== there) return this.of(ended, start);
    const started = start();
    this.#of.delete(ended);
    this.#of.set(ended, started);
    const [oldest] = this.#of.keys();
    if (this.#of.size > most && oldest !== undefined) this.#of.delete(oldest);
    return started;
  }
}
