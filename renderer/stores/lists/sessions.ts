import type { Stop } from '../../../app/rpc/operation.ts';
import type { TerminalSession } from '../../../app/terminal.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type Keyed, type ListStore } from './list.ts';

/** A shell that runs, on whatever engine. */
export type KeyedSession = Keyed<TerminalSession>;

export type SessionListStore = ListStore<TerminalSession>;

/** The shells that run, of every engine; followed while somebody looks at them. */
export function createSessionList(link: Link): SessionListStore {
  return createListStore<TerminalSession>(link, 'session', (client, _host, reader) =>
    client.terminal.sessions({}, reader),
  );
}

/** CPU of what runs in each shell by its id, in percent of one core; null where that is not known. */
export type SessionLoads = ReadonlyMap<string, number | null>;

/** Tells the use of all shells again and again, until stopped; nothing is measured otherwise. */
export function watchLoads(link: Link, tell: (loads: SessionLoads) => void): Stop {
  return link.live((client) =>
    client.terminal.loads(
      {},
      { onItem: (loads) => tell(new Map(loads.map(({ id, cpu }) => [id, cpu]))), onEnd: () => tell(new Map()) },
    ),
  );
}

/** How long nobody has to have looked at a shell for it to be marked, in ms. */
const idleTime = 86_400_000;

/** Whether somebody looks at a shell now, nobody does, or nobody has for a day. `now` in ms since the epoch. */
export function attentionOf(
  { readers, seen }: Pick<TerminalSession, 'readers' | 'seen'>,
  now: number,
): 'seen' | 'unseen' | 'idle' {
  if (readers > 0) return 'seen';
  return now - seen >= idleTime ? 'idle' : 'unseen';
}

/** Those that have not ended. */
export function running(sessions: Iterable<KeyedSession>): readonly KeyedSession[] {
  return [...sessions].filter(({ exit }) => exit === undefined);
}

/** The first shells to be ended where there are too many: who was looked at longest ago. Those that somebody looks at are not among them. */
export function unseen(sessions: Iterable<KeyedSession>): readonly KeyedSession[] {
  return running(sessions)
    .filter(({ readers }) => readers === 0)
    .toSorted((a, b) => a.seen - b.seen);
}
