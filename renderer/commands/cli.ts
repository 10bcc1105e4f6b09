import type { EngineId } from '../../app/engines/engine.ts';
import { cliWord } from '../../app/text/command-line.ts';
import { shownEngines } from '../stores/link/scope.ts';
import type { Session } from '../stores/session.ts';
import type { Command } from './running/command.ts';

export { cliWord };

/** Addresses of engines, by id. */
type Hosts = ReadonlyMap<EngineId, string>;

/** The addresses of the engines that a window looks at, where it looks at several: a line has to say which it means. */
export function severalHosts({ engine, shown }: Pick<Session, 'engine' | 'shown'>): Hosts {
  const engines = shownEngines(engine.getState().list, shown.getState());
  return new Map(engines.length > 1 ? engines.map(({ id, address }) => [id, address]) : []);
}

/**
 * What would do the same in a terminal, a line per target that it fits.
 * @param hosts those that a line names
 */
export function cliLines<T>(command: Command<T>, targets: readonly T[], hosts: Hosts = new Map()): readonly string[] {
  return targets
    .filter((target) => command.fits(target))
    .flatMap((target) => {
      const line = command.cli?.(target);
      const host = hosts.get(engineOf(target) ?? '');
      if (line === undefined) return [];
      return host === undefined ? line : line.replace(/^docker /, () => `docker --host ${cliWord(host)} `);
    });
}

function engineOf(target: unknown): EngineId | undefined {
  if (typeof target !== 'object' || target === null || !('engine' in target)) return undefined;
  return typeof target.engine === 'string' ? target.engine : undefined;
}
