import { cliWord } from '../text/command-line.ts';

/** What is ended in a terminal: containers of one engine, by name. */
export interface EndedOn {
  /** The engine's address, where a line has to say which it means. */
  readonly host?: string;
  readonly names: readonly string[];
}

/** What stops containers in a terminal, a line per engine in one: `docker stop --time 30 web db`. */
export function stopCommand(ended: readonly EndedOn[], seconds: number | undefined): string {
  return perEngine(ended, ['stop', ...(seconds === undefined ? [] : ['--time', String(seconds)])]);
}

/** What sends containers a signal in a terminal: `docker kill --signal HUP web`. */
export function killCommand(ended: readonly EndedOn[], signal: string): string {
  return perEngine(ended, ['kill', '--signal', cliWord(signal)]);
}

function perEngine(ended: readonly EndedOn[], verb: readonly string[]): string {
  return ended
    .map(({ host, names }) =>
      ['docker', ...(host === undefined ? [] : ['--host', cliWord(host)]), ...verb, ...names.map(cliWord)].join(' '),
    )
    .join(' && ');
}
