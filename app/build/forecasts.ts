/** Why an instruction will run, or why nobody can tell. Lines count from 1. */
export type ForecastReason =
  /** It is another one, or new. */
  | { readonly kind: 'written' }
  /** A file that it copies. */
  | { readonly kind: 'file'; readonly path: string; readonly change: 'added' | 'changed' | 'removed' }
  /** What is set for it above is another: an ENV, an ARG, a USER. */
  | { readonly kind: 'setting'; readonly line: number }
  /** The image that it stands on, or copies from, is another. */
  | { readonly kind: 'base'; readonly image: string }
  /** It stands on one that will run, or of which nobody can tell. */
  | { readonly kind: 'before'; readonly line: number }
  /** It copies from a stage that will run: what comes out of that may be the same. */
  | { readonly kind: 'stage'; readonly line: number }
  /** It never ran to its end. */
  | { readonly kind: 'never' }
  | { readonly kind: 'no-cache' }
  /** The registry is asked for its base. */
  | { readonly kind: 'pull' }
  /** It fetches what is not in the folder. */
  | { readonly kind: 'fetched' }
  /** The values of arguments of the last build were not kept. */
  | { readonly kind: 'values' }
  /** Not all that it copies could be looked at. */
  | { readonly kind: 'unread' };

/** What the next build will do with an instruction. */
export type ForecastVerdict = 'cached' | 'runs' | 'unknown';

export interface ForecastLine {
  /** Of the Dockerfile that was asked about, from 1. */
  readonly line: number;
  readonly verdict: ForecastVerdict;
  /** Of what will not come from the cache for certain. */
  readonly reason?: ForecastReason;
}

/** How a forecast did. */
export interface ForecastScore {
  readonly right: number;
  /** Those of which nobody could tell. */
  readonly unknown: number;
  /** At most 20, in the order of their lines. */
  readonly wrong: readonly { readonly line: number; readonly said: 'cached' | 'runs' }[];
}
