import { plural } from '../../language/plural.ts';

interface AtLine {
  readonly line: number;
}

/** What the next build will do, and how that was foretold. */
export const forecastWords = {
  label: 'Forecast',
  /** Beside a line; at most about 8 letters. */
  marks: { cached: 'cached', runs: 'will run', unknown: 'unclear' },
  titles: { cached: 'The next build should take it from the cache', runs: 'It will run', unknown: 'It may run' },
  titled: ({ title, reason }: { readonly title: string; readonly reason: string }) => `${title}: ${reason}`,
  all: ({ steps }: { readonly steps: number }) =>
    `Next build: ${plural(steps, { one: 'the one step', other: 'all # steps' })} from the cache`,
  some: (what: { readonly cached: number; readonly steps: number; readonly line: number; readonly reason: string }) =>
    `Next build: ${what.cached} of ${what.steps} steps from the cache, line ${what.line} will run: ${what.reason}`,
  unclear: (what: {
    readonly cached: number;
    readonly steps: number;
    readonly line: number;
    readonly reason: string;
  }) => `Next build: ${what.cached} of ${what.steps} steps from the cache, line ${what.line} may run: ${what.reason}`,
  files: {
    added: ({ path }: { readonly path: string }) => `${path} is new`,
    changed: ({ path }: { readonly path: string }) => `${path} changed`,
    removed: ({ path }: { readonly path: string }) => `${path} is gone`,
  },
  reasons: {
    written: 'it is written otherwise',
    setting: ({ line }: AtLine) => `what line ${line} sets is another`,
    base: ({ image }: { readonly image: string }) => `the image ${image} is another`,
    before: ({ line }: AtLine) => `it stands on line ${line}`,
    stage: ({ line }: AtLine) => `what it copies depends on what line ${line} makes`,
    never: 'it has not run to its end yet',
    'no-cache': 'the cache is not used',
    pull: 'the registry is asked for its base image',
    fetched: 'it fetches what is not in the folder',
    values: 'the values of the last build’s arguments were not kept',
    unread: 'not all that it copies could be looked at',
  },
  score: {
    right: ({ steps }: { readonly steps: number }) =>
      `Forecast: right for ${plural(steps, { one: 'the one step', other: 'all # steps' })}`,
    partly: ({ right, unknown }: { readonly right: number; readonly unknown: number }) =>
      `Forecast: ${right} right, ${unknown} left open`,
    wrongRuns: ({ line, more }: { readonly line: number; readonly more: number }) =>
      `The forecast was wrong: line ${line} came from the cache${andMore(more)}`,
    wrongCached: ({ line, more }: { readonly line: number; readonly more: number }) =>
      `The forecast was wrong: line ${line} ran, its cache was gone or its base moved${andMore(more)}`,
  },
};

function andMore(more: number): string {
  return more === 0 ? '' : `, and ${plural(more, { one: '# other line', other: '# other lines' })}`;
}
