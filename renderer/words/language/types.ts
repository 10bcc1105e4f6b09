import type { Reason, Reasons } from '../../../app/reasons/reasons.ts';
import type { ProblemCode } from '../../../app/rpc/problem.ts';
import type { SayingId, Sayings } from '../../../app/text/sayings.ts';

/** A text of a language: as it stands, or made of what it names. */
export type Text<P> = keyof P extends never ? string : string | ((params: P) => string);

/** How a reason is worded: its sentence, and the next step where it is not the usual one of its kind; '' is none. */
export type Wording<P> = Text<P> | readonly [said: Text<P>, next: Text<P>];

/** The words of a slice's reasons. */
export type ReasonWords<R> = { readonly [K in keyof R]: Wording<R[K]> };

/** The words of every reason. */
export type ProblemWords = { readonly [K in Reason]: Wording<Reasons[K]> };

/** The words of all that tasks say. */
export type SayingWords = { readonly [K in SayingId]: Text<Sayings[K]> };

/** What a person can usually do about a problem of a kind. */
export type NextSteps = Readonly<Record<ProblemCode, string>>;
