import * as z from 'zod/mini';
import type { ListChange } from '../rpc/live.ts';
import { call, stream } from '../rpc/operation.ts';
import type { EngineId } from './engine.ts';

export const PromptId = z.string().check(z.regex(/^p[0-9a-f]{32}$/));

/** What main cannot decide without a person. The page has the words for it. */
export type PromptQuestion =
  /** The passphrase of a private key, by the path of its file. */
  | { readonly kind: 'passphrase'; readonly engine: EngineId; readonly key: string }
  /** Whether a host that is not known yet is the right one, by its key. */
  | {
      readonly kind: 'host-key';
      readonly engine: EngineId;
      readonly host: string;
      /** e.g. `ED25519`. */
      readonly algorithm: string;
      /** e.g. `SHA256:…`. */
      readonly fingerprint: string;
    }
  /** Anything else that a machine wants to know, such as a password or a code, in its own words. */
  | { readonly kind: 'password'; readonly engine: EngineId; readonly words: string };

/** A question that waits for its answer. */
export type Prompt = PromptQuestion & {
  readonly id: string;
  /** ms since the epoch: nobody waits for longer. */
  readonly until: number;
};

export const PromptAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passphrase'), secret: z.string().check(z.maxLength(10_000)) }),
  z.object({ kind: z.literal('password'), secret: z.string().check(z.maxLength(10_000)) }),
  /** It is the right one. */
  z.object({ kind: z.literal('host-key') }),
  /** No, or not now. */
  z.object({ kind: z.literal('declined') }),
]);
export type PromptAnswer = z.infer<typeof PromptAnswer>;

export const prompts = {
  /** Open questions. Every window is told of them; the one in front asks, and the first answer counts. */
  watch: stream('safe', z.object({})).of<ListChange<Prompt>>(),
  /** Rejects with `not-found` where the question is open no more: answered elsewhere, withdrawn, or too late. */
  answer: call('safe', z.object({ prompt: PromptId, answer: PromptAnswer })).returns<void>(),
};
