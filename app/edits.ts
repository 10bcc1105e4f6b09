import * as z from 'zod/mini';
import { type ContainerId, EngineContainer } from './containers.ts';
import { ContainerSpec, pullPolicies } from './create.ts';
import { EngineId } from './engines/engine.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';

/** Names an edit whose container of before is kept. */
export const EditId = z.string().check(z.regex(/^e[0-9a-f]{32}$/));
export type EditId = z.infer<typeof EditId>;

/** For how long what a container was before stays, in ms. */
export const keepTime = 600_000;

/** An edit that can still be taken back: its container of before is kept, stopped, under another name. */
export interface KeptEdit {
  readonly id: EditId;
  readonly engine: EngineId;
  /** What the edited container is called. */
  readonly name: string;
  /** The edited container. */
  readonly container: ContainerId;
  /** What it was before. */
  readonly old: ContainerId;
  /** What that is called meanwhile. */
  readonly aside: string;
  /** When that is removed, in ms since the epoch. */
  readonly until: number;
}

/** A field of what the engine is asked for, by its name, that an edit changes; absent where it says nothing. */
export interface EditChange {
  /** As `HostConfig.Memory`. */
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What an edit would do. */
export interface EditPreview {
  /** In the order of their fields; what both say alike is left out, also of lists and objects. */
  readonly changes: readonly EditChange[];
  /** It removes itself as it stops: what is wrong with the new one leads back to one that is made anew, without its files. */
  readonly autoRemove: boolean;
  /** The image's name means another one by now: it keeps the one that it has, unless that name is pulled. */
  readonly imageMoved: boolean;
}

export const edits = {
  /** The edits that can be taken back, of every engine. */
  watch: stream('safe', z.object({})).of<ListChange<KeptEdit>>(),
  /** What an edit would change. */
  preview: call('safe', z.object({ ...EngineContainer.shape, spec: ContainerSpec })).returns<EditPreview>(),
  /**
   * Makes the container anew with what `spec` says otherwise, as it is without one, and puts it in the place of the old one,
   * which is kept for `keepTime`. Where that fails or is cancelled, the old one is as it was. `always` takes what the image's
   * name means in its registry. The task's result: `container` (id), `name`, and `edit` where it can be taken back.
   */
  start: call(
    'changes',
    z.object({ ...EngineContainer.shape, spec: z.optional(ContainerSpec), pull: z.enum(pullPolicies) }),
  ).returns<StartedTask>(),
  /** Puts the container of before back in its place; the edited one is removed. */
  revert: call('changes', z.object({ engine: EngineId, edit: EditId })).returns<StartedTask>(),
};
