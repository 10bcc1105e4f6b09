import type { Settings } from '../../app/settings.ts';

/** Where the dock stands; `full`: over the section; `none`: it is hidden. */
export type DockPlace = 'none' | 'bottom' | 'right' | 'full';

export function dockPlace({ dockOpen, dockMaximised, dockSide }: Settings): DockPlace {
  if (!dockOpen) return 'none';
  return dockMaximised ? 'full' : dockSide;
}

/** Width (CSS) of the dock at the right: the section beside it keeps its share however narrow the window is. */
export function dockWidthOf({ dockWidth }: Settings): string {
  return `min(${dockWidth}px, 60%)`;
}
