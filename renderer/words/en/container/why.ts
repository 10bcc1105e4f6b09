import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface Named {
  readonly name: string;
}

/** Of the card that says why a container does not run, or not well. */
export const whyWords = {
  titles: {
    unhealthy: 'Why its check fails',
    restarting: 'Why it restarts',
    unstarted: 'Why it did not start',
    dead: 'Why it is dead',
    memory: 'Why it stopped',
    failed: 'Why it stopped',
    calm: 'How it stopped',
  },
  ended: 'Ended',
  error: 'Error',
  limit: 'Memory limit',
  /** What it ran out of then is the machine's memory, or that of a group of programs that it is in. */
  noLimit: 'none of its own: there was none left around it',
  by: 'By whom',
  here: 'Somebody stopped it in Gantry.',
  asked: 'Somebody asked for it.',
  port: 'Port',
  held: 'is held by',
  restarts: 'Restarts',
  restarted: ({ count, policy }: { readonly count: number; readonly policy: string }) =>
    plural(count, {
      one: `once so far (${policy})`,
      other: `${formatNumber(count)} times so far (${policy})`,
    }),
  /** Of Docker only. */
  backoff: 'Docker waits twice as long before each restart, up to a minute.',
  dead: 'The engine could not remove all of it. Remove it again.',
  check: 'Last check',
  failedInARow: ({ count }: { readonly count: number }) =>
    plural(count, { one: 'failed once', other: 'failed # times in a row' }),
  lines: 'What it printed last',
  stderr: 'errors (stderr)',
  stdout: 'output (stdout)',
  none: 'It printed nothing.',
  steps: {
    logs: 'Open its log',
    shell: 'Open a shell in it',
    again: 'Run again with changes…',
    more: 'Run again with more memory…',
    remove: 'Remove it',
    free: ({ name }: Named) => `Stop ${name}`,
  },
};
