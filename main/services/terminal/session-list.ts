import type { ListChange } from '../../../app/rpc/live.ts';
import type { SessionId, TerminalSession } from '../../../app/terminal.ts';
import { LiveList } from '../../base/live.ts';

/** ms in which changes gather: a program may give its window a new title a million times a second. */
const pause = 100;

/** All sessions as lists show them, live. */
export class SessionList {
  readonly #list = new LiveList<TerminalSession>();
  readonly #describe: (id: SessionId) => TerminalSession | undefined;
  readonly #changed = new Set<SessionId>();

  /** @param describe a session as it is now; undefined for one that is gone */
  constructor(describe: (id: SessionId) => TerminalSession | undefined) {
    this.#describe = describe;
    this.#list.replace([]);
  }

  /** Something of a session is otherwise now, or it came, or it is gone. */
  changed(id: SessionId): void {
    if (this.#changed.size === 0) setTimeout(() => this.#tell(), pause).unref();
    this.#changed.add(id);
  }

  read(signal: AbortSignal): AsyncIterable<ListChange<TerminalSession>> {
    return this.#list.read(signal);
  }

  #tell(): void {
    const ids = [...this.#changed];
    this.#changed.clear();
    const known = ids.flatMap((id) => this.#describe(id) ?? []);
    const there = new Set(known.map(({ id }) => id));
    this.#list.merge(
      known,
      ids.filter((id) => !there.has(id)),
    );
  }
}
