import * as z from 'zod/mini';
import { call } from '../rpc/operation.ts';
import { EngineId } from './engine.ts';

/** Whose configuration an engine is written into: the docker CLI's contexts, or Podman's connections. */
export const HandoverTo = z.enum(['docker', 'podman']);
export type HandoverTo = z.infer<typeof HandoverTo>;

/** What the docker CLI lets a context be called, and not its own default; Podman takes that, too. */
export const HandoverName = z.string().check(z.maxLength(100), z.regex(/^(?!default$)[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/));

const Handover = z.object({ connection: EngineId, to: HandoverTo, name: HandoverName });
export type Handover = z.infer<typeof Handover>;

/** A file that is written. */
export interface HandedFile {
  readonly path: string;
  /** What it has then, or gets in addition. */
  readonly text?: string;
  /** The file that it is a copy of, readable by nobody else. */
  readonly copyOf?: string;
}

/** What happens if a person agrees. */
export interface HandoverPlan {
  /** The program that does it, with what it is given, where it is installed; Gantry itself writes without. */
  readonly command?: readonly string[];
  /** What is written, as far as that is known before. */
  readonly files: readonly HandedFile[];
}

/**
 * Hands an engine that a person added to the docker CLI or to Podman, so that their commands know it, too. The only writing
 * that Gantry does in their configuration: when it is asked to, nothing but the new entry, and never over a name that is taken.
 *
 * Both fail with `conflict` and the field `name` where the name is taken, and where the engine is none that a person added;
 * with `unsupported` where the other program cannot reach it so.
 */
export const handovers = {
  /** What `write` would do. Writes nothing, runs nothing. */
  plan: call('safe', Handover).returns<HandoverPlan>(),
  /** Does it. */
  write: call('safe', Handover).returns<void>(),
};
