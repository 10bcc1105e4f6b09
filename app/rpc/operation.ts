import type { core } from 'zod/mini';
import type { Problem } from './problem.ts';

/** A schema whose parsed output is `T`. */
export type Schema<T> = core.$ZodType<T>;

/**
 * What an operation does to engines. `safe`: it changes nothing on any, whatever it does elsewhere. `changes`: something
 * on the engine that its parameters name as `engine`. `changes-found`: something on an engine that they lead to, as a
 * shell's session does; main says to which (`Ways`).
 */
export type Effect = 'safe' | 'changes' | 'changes-found';

/** What parameters have to be for an effect. */
type ParamsFor<E extends Effect> = E extends 'changes' ? { readonly engine: string } : unknown;

/** One question, one answer. `R` exists for the type checker only: results come from our own main process. */
export interface Call<P, R, E extends Effect = Effect> {
  readonly kind: 'call';
  readonly effect: E;
  readonly params: Schema<P>;
  readonly result?: R;
}

/** One question, many items, with back-pressure. */
export interface Stream<P, I, E extends Effect = Effect> {
  readonly kind: 'stream';
  readonly effect: E;
  readonly params: Schema<P>;
  readonly item?: I;
}

// The registry holds operations of every shape; the shapes come back by inference.
export type Operation = Call<any, any> | Stream<any, any>;

/** One slice's operations by name. */
export type Operations = Readonly<Record<string, Operation>>;

/** Every slice by name: the whole contract. */
export type Contract = Readonly<Record<string, Operations>>;

/** Declares a call: `call('safe', schema).returns<Result>()`. */
export function call<E extends Effect, P extends ParamsFor<E>>(effect: E, params: Schema<P>) {
  return { returns: <R>(): Call<P, R, E> => ({ kind: 'call', effect, params }) };
}

/** Declares a stream: `stream('safe', schema).of<Item>()`. */
export function stream<E extends Effect, P extends ParamsFor<E>>(effect: E, params: Schema<P>) {
  return { of: <I>(): Stream<P, I, E> => ({ kind: 'stream', effect, params }) };
}

/** What a service gets besides its parameters. */
export interface Context {
  /** Aborts when the operation is over: answered, cancelled, or its caller is gone. Whatever it holds ends with it. */
  readonly signal: AbortSignal;
}

/** The main-process side of a slice. A service object *is* the implementation: there is no handler layer. */
export type Service<O extends Operations> = {
  readonly [K in keyof O]: O[K] extends Call<infer P, infer R>
    ? (params: P, context: Context) => Promise<R> | R
    : O[K] extends Stream<infer P, infer I>
      ? (params: P, context: Context) => AsyncIterable<I>
      : never;
};

/** All services, by slice. */
export type Services<C extends Contract> = { readonly [S in keyof C]: Service<C[S]> };

/** How the page reads a stream: one item at a time; the next is not asked for before `onItem` has settled. */
export interface Reader<I> {
  readonly onItem: (item: I) => void | Promise<void>;
  /** The stream is over: by itself (no problem) or by a failure. Not called after `stop`. */
  readonly onEnd: (problem?: Problem) => void;
}

/** Stops a stream; safe to call twice. */
export type Stop = () => void;

/** The page's side of a slice. */
export type Client<O extends Operations> = {
  readonly [K in keyof O]: O[K] extends Call<infer P, infer R>
    ? (params: P, options?: { signal?: AbortSignal }) => Promise<R>
    : O[K] extends Stream<infer P, infer I>
      ? (params: P, reader: Reader<I>) => Stop
      : never;
};

/** The page's side of the whole contract. */
export type Clients<C extends Contract> = { readonly [S in keyof C]: Client<C[S]> };
