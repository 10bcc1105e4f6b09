import type { ContainerDetail } from '../../../app/containers.ts';

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
  if (oomKilled) return `exit code ${exitCode}: it ran out of memory and was killed`;
  if (exitCode === 0) return 'exit code 0: it finished by itself';
  if (exitCode === 125) return 'exit code 125: the engine could not start it';
  if (exitCode === 126) return 'exit code 126: its command could not be executed';
  if (exitCode === 127) return 'exit code 127: its command was not found';
  const signal = signals[exitCode - 128];
  return signal ? `exit code ${exitCode}: ended by ${signal}` : `exit code ${exitCode}`;
}
