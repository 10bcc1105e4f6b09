import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface Doing {
  /** `Stopped`, `Stopping`. */
  readonly verb: string;
}

/** Of what is done to objects, and how that is told. */
export const commandWords = {
  /** So many objects of a kind. */
  counted: {
    build: (n: number) => plural(n, { one: '# build', other: '# builds' }),
    connection: (n: number) => plural(n, { one: '# connection', other: '# connections' }),
    container: (n: number) => plural(n, { one: '# container', other: '# containers' }),
    image: (n: number) => plural(n, { one: '# image', other: '# images' }),
    node: (n: number) => plural(n, { one: '# node', other: '# nodes' }),
    network: (n: number) => plural(n, { one: '# network', other: '# networks' }),
    service: (n: number) => plural(n, { one: '# service', other: '# services' }),
    session: (n: number) => plural(n, { one: '# shell', other: '# shells' }),
    tag: (n: number) => plural(n, { one: '# tag', other: '# tags' }),
    task: (n: number) => plural(n, { one: '# task', other: '# tasks' }),
    volume: (n: number) => plural(n, { one: '# volume', other: '# volumes' }),
  },
  toOne: ({ verb, name }: Doing & { readonly name: string }) => `${verb} ${name}`,
  /** `things`: so many of them. */
  toAll: ({ verb, things }: Doing & { readonly things: string }) => `${verb} ${things}`,
  toSome: ({ verb, count, things }: Doing & { readonly count: number; readonly things: string }) =>
    `${verb} ${formatNumber(count)} of ${things}`,
  /** That something goes on. */
  goesOn: ({ what }: { readonly what: string }) => `${what}…`,
  /** Of what is done to many: leaves out those that it was not begun on. */
  stopRest: 'Stop the rest',
  leftOut: ({ count }: { readonly count: number }) =>
    plural(count, { one: '# was not begun on and is as it was.', other: '# were not begun on and are as they were.' }),
  tryAgain: ({ count }: { readonly count: number }) =>
    plural(count, { one: 'Try that again', other: 'Try those again' }),
  failed: ({ what }: { readonly what: string }) => `${what} failed`,
  impossible: ({ what }: { readonly what: string }) => `${what} is not possible`,
  /** `verb` as it stands on a button. */
  couldNot: ({ verb, name }: Doing & { readonly name: string }) =>
    `Couldn’t ${verb.slice(0, 1).toLowerCase()}${verb.slice(1)} ${name}`,
  /** Of some that something could not be done to. */
  because: ({ names, why }: { readonly names: string; readonly why: string }) => `${names}: ${why}`,
  portUsedBy: ({ what, port, holder }: { readonly what: string; readonly port: number; readonly holder: string }) =>
    `${what}: port ${port} is used by ${holder}`,
  portUsed: ({ what, port }: { readonly what: string; readonly port: number }) =>
    `${what}: port ${port} is used by something else on the engine’s machine`,
  theme: { system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' },
};
