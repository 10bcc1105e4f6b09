import { useSettings } from '../../hooks/session.tsx';
import { useMatches } from '../../ui/use-matches.ts';
import { type DockPlace, dockPlace } from './dock-place.ts';

/** Whether the window is too narrow for two things beside each other. */
export function useNarrow(): boolean {
  return useMatches('(width < 600px)');
}

/** Where the dock stands now. */
export function useDockPlace(): DockPlace {
  return dockPlace(useSettings(), useNarrow());
}
