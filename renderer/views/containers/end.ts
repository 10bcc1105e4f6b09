import type { ContainerDetail } from '../../../app/containers.ts';
import { words } from '../../words/words.ts';

const { end } = words.containers;
const codes: Readonly<Record<number, string>> = end.codes;

/** Signals by number, as far as they commonly end containers (signal(7), x86 and ARM). */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

/** Why a container ended, in words: by the shells' convention a code above 128 is a signal's number plus 128. */
export function describeEnd({ exitCode, oomKilled }: Pick<ContainerDetail, 'exitCode' | 'oomKilled'>): string {
  if (oomKilled) return end.memory({ code: exitCode });
  const known = codes[exitCode];
  if (known !== undefined) return known;
  const signal = signals[exitCode - 128];
  return signal ? end.signal({ code: exitCode, signal }) : end.code({ code: exitCode });
}
