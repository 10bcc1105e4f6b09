import { plural } from '../../language/plural.ts';

/** A number of steps. */
export const perStep = (n: number) => plural(n, { one: '# step', other: '# steps' });
const ranOf = (ran: number, cached: number) => `${perStep(ran)} ran, ${cached} from cache`;

/** Why steps of a build ran or did not. */
export const whyWords = {
  withoutCache: ({ ran }: { readonly ran: number }) => `Without the cache: ${perStep(ran)} ran`,
  changed: (what: { readonly instruction: string; readonly ran: number; readonly cached: number }) =>
    `${what.instruction} changed: ${ranOf(what.ran, what.cached)}`,
  goesOn: ({ instruction }: { readonly instruction: string }) =>
    `The engine cannot end a step early: it runs ${instruction} to its end, then no other`,
  ran: ({ ran, cached }: { readonly ran: number; readonly cached: number }) => ranOf(ran, cached),
  nothing: ({ cached }: { readonly cached: number }) => `Nothing changed: all ${perStep(cached)} from cache`,
};
