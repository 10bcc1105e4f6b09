import { useSettings } from '../session.tsx';
import { type DockPlace, dockPlace } from './dock-place.ts';
import { useMatches } from './use-matches.ts';

/** Where the dock stands now. */
export function useDockPlace(): DockPlace {
  return dockPlace(useSettings(), useMatches('(width < 600px)'));
}
