import * as z from 'zod/mini';
import { ContainerId } from './containers.ts';
import { EngineId } from './engines/engine.ts';
import { LogTarget } from './logs.ts';
import { CastPath } from './shells/recordings.ts';
import { KeptHow, SessionId } from './terminal.ts';

/** Tabs that the dock may have, in all of its groups together. */
export const mostDockTabs = 100;
/** Characters of a tab's name. */
export const longestDockName = 500;
/** Characters of what a person calls a tab: more than a row of tabs can show. */
export const longestDockLabel = 80;
/** How deep splits may lie in each other, the groups in the innermost counted: a pane would be too small before that. */
export const dockLevels = 6;

/** Bounds of a node's size: a thousandth is less than a line. */
export const dockSizes = { least: 0.001, most: 1000 };

const Name = z.string().check(z.maxLength(longestDockName));
/** Names a tab, a group or a split of one dock. */
export const DockId = z.string().check(z.regex(/^[\w-]{1,64}$/));

/** What a tab of the dock shows. `name` is what people call it. */
export const DockContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('log'), target: LogTarget, name: Name }),
  z.object({
    kind: z.literal('shell'),
    engine: EngineId,
    container: ContainerId,
    name: Name,
    session: SessionId,
    /** How it was opened, to be opened so again; without it as the best shell. */
    how: z.optional(KeptHow),
  }),
  /** A recording of a shell, played from its file. */
  z.object({ kind: z.literal('recording'), path: CastPath, name: Name }),
]);
export type DockContent = z.infer<typeof DockContent>;
export type DockShell = Extract<DockContent, { kind: 'shell' }>;

/** `label` is what the person calls it, where they gave it a name of its own. */
export const DockTab = z.object({
  id: DockId,
  content: DockContent,
  label: z.optional(z.string().check(z.minLength(1), z.maxLength(longestDockLabel))),
});
export type DockTab = z.infer<typeof DockTab>;

/** What a node gets of its split, beside what its siblings get; without one it is 1, so that no tab goes with an odd one. */
const Size = z._default(z.number().check(z.minimum(dockSizes.least), z.maximum(dockSizes.most)), 1);

/** Tabs of which one is in front. */
export interface DockGroup {
  readonly kind: 'group';
  readonly id: string;
  readonly size: number;
  readonly tabs: readonly DockTab[];
  /** Id of the tab in front; where it names none the first one is. */
  readonly active?: string | undefined;
}

/** Nodes beside each other (`row`) or below each other (`column`). */
export interface DockSplit {
  readonly kind: 'split';
  readonly id: string;
  readonly size: number;
  readonly direction: 'row' | 'column';
  readonly children: readonly DockNode[];
}

export type DockNode = DockGroup | DockSplit;

const Group = z.object({
  kind: z.literal('group'),
  id: DockId,
  size: Size,
  tabs: z.array(DockTab).check(z.maxLength(mostDockTabs)),
  active: z.optional(DockId),
});

/** Level by level instead of within itself: whatever a file holds, reading it ends. */
function nodeWithin(levels: number): z.ZodMiniType<DockNode> {
  if (levels === 1) return Group;
  return z.discriminatedUnion('kind', [
    Group,
    z.object({
      kind: z.literal('split'),
      id: DockId,
      size: Size,
      direction: z.enum(['row', 'column']),
      children: z.array(nodeWithin(levels - 1)).check(z.maxLength(mostDockTabs)),
    }),
  ]);
}

/** How the dock is divided: one group, or splits of groups. */
export const DockNode = nodeWithin(dockLevels);

/** A dock with nothing in it. */
export const emptyDock: DockGroup = { kind: 'group', id: 'main', size: 1, tabs: [] };
