import { randomBytes } from 'node:crypto';
import { problem } from '../../app/problem.ts';
import type { Service } from '../../app/rpc/operation.ts';
import type { SessionId, terminal } from '../../app/terminal.ts';
import type { Engines } from './engine.ts';
import { openShell, type ShellSession } from './shell-session.ts';

/** Shells open at once. Each holds a connection to the engine and its scrollback; a person has some tens. */
const maxSessions = 64;

export interface TerminalService extends Service<typeof terminal> {
  /** How many shells are open. */
  count(): number;
  /** Ends every shell; nobody waits longer than `limit` ms for it. */
  dispose(limit: number): Promise<void>;
}

/** Keeps shells. A session belongs to this process, not to the page: it survives a reload and a closed tab of the dock. */
export function createTerminal(engines: Engines): TerminalService {
  const sessions = new Map<SessionId, ShellSession>();

  const find = (session: SessionId): ShellSession => {
    const found = sessions.get(session);
    if (!found) throw problem('not-found', 'This shell has ended.', { nextStep: 'Open a new one.' });
    return found;
  };

  return {
    async open({ engine, id, cols, rows }) {
      if (sessions.size >= maxSessions) {
        throw problem('conflict', `${maxSessions} shells are open.`, { nextStep: 'Close some of them first.' });
      }
      const session = randomBytes(16).toString('hex');
      sessions.set(session, await openShell(engines, { engine, id, cols, rows }));
      return { session };
    },
    attach: ({ session }, { signal }) => find(session).read(signal),
    write: ({ session, data }) => find(session).write(data),
    resize: ({ session, cols, rows }) => find(session).resize(cols, rows),
    async close({ session }) {
      const found = sessions.get(session);
      sessions.delete(session);
      await found?.end();
    },
    count: () => sessions.size,
    async dispose(_limit) {
      const open = [...sessions.values()];
      sessions.clear();
      await Promise.allSettled(open.map((session) => session.end()));
    },
  };
}
