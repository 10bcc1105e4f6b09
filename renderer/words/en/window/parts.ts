import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface Engine {
  readonly engine: string;
}

/** Of an engine that cannot be reached. */
const engineAway = {
  title: ({ engine }: Engine) => `${engine} is not reachable`,
  reason: ({ engine }: Engine) => `${engine} is not reachable.`,
  lastKnown: ({ engine }: Engine) => `${engine} is not reachable: this is what was known last`,
  /** Of several. */
  someLastKnown: ({ count }: { readonly count: number }) =>
    `${formatNumber(count)} engines are not reachable: what is shown of them was known last`,
  noneReachable: ({ count }: { readonly count: number }) => `None of ${formatNumber(count)} engines is reachable`,
  /** One of several, and why. */
  one: ({ engine, why }: Engine & { readonly why: string }) => `${engine}: ${why}`,
  showOther: ({ engine }: Engine) => `Show ${engine}`,
  switchFailed: 'Couldn’t switch the engine',
  nextTry: ({ seconds }: { readonly seconds: number }) => `Next try in ${seconds} s`,
  trying: 'Trying now…',
  tryNow: 'Try now',
};

/** Of engines in questions. */
const guard = {
  /** `engines` are their names, with commas. */
  on: ({ engines }: { readonly engines: string }) => `On ${engines}`,
  type: ({ name }: { readonly name: string }) => `Type ${name} to confirm`,
};

/** Of what several sections are made of. */
export const partWords = {
  engineAway,
  guard,
  /** Where the window looks at several engines. */
  onEngine: ({ what, engine }: Engine & { readonly what: string }) => `${what} on ${engine}`,
  on: ({ engine }: Engine) => `On ${engine}`,
  whichEngine: 'On which engine?',
  toolsOf: ({ title }: { readonly title: string }) => `${title} tools`,
  copyAll: ({ nouns }: { readonly nouns: string }) => `Copy all ${nouns}`,
  /** Behind a fact, for those that are not shown. */
  restInInspect: ({ count }: { readonly count: number }) =>
    `and ${formatNumber(count)} more: the Inspect tab has them all`,
  when: ({ time, age }: { readonly time: string; readonly age: string }) => `${time} (${age} ago)`,
  facts: {
    usedBy: 'Used by',
    id: 'Id',
    size: 'Size',
    created: 'Created',
    driver: 'Driver',
    scope: 'Scope',
    driverOptions: 'Driver options',
    labels: 'Labels',
  },
  fields: {
    name: 'Name',
    driver: 'Driver',
    driverOptions: 'Driver options',
    option: 'option',
    labels: 'Labels',
    label: 'label',
  },
  nameRule: 'Letters, digits, dots, dashes and underscores; the first one a letter or a digit.',
  /** Of looking for something in a log or a terminal. */
  find: {
    matchCase: 'Match case',
    wholeWord: 'Whole word',
    regex: 'Regular expression',
    previous: 'Previous match',
    next: 'Next match',
    matches: 'Matches',
    none: 'No matches',
    count: ({ count }: { readonly count: number }) => plural(count, { one: '# match', other: '# matches' }),
    place: ({ at, all }: { readonly at: number; readonly all: number }) =>
      `${formatNumber(at)} of ${formatNumber(all)}`,
  },
  jsonView: 'The view of JSON',
  removeCount: ({ count }: { readonly count: number }) => `Remove ${formatNumber(count)}`,
  verbOnMany: ({ verb, count }: { readonly verb: string; readonly count: number }) => `${verb} (${count})`,
};
