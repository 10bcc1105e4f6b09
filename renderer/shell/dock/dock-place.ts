import type { Settings } from '../../../app/settings.ts';

/** Where the dock stands; `full`: over the section; `none`: it is hidden. */
export type DockPlace = 'none' | 'bottom' | 'right' | 'full';

/** By what a person chose; a window too `narrow` for two things beside each other has the dock at the bottom. */
export function dockPlace({ dockOpen, dockMaximised, dockSide }: Settings, narrow: boolean): DockPlace {
  if (!dockOpen) return 'none';
  if (dockMaximised) return 'full';
  return narrow ? 'bottom' : dockSide;
}

/** Width (CSS) of the dock at the right: the section beside it keeps its share however narrow the window is. */
export function dockWidthOf({ dockWidth }: Settings): string {
  return `min(${dockWidth}px, 60%)`;
}
