import { createStore, type StoreApi } from 'zustand/vanilla';

export const sections = [
  'Containers',
  'Images',
  'Builds',
  'Compose',
  'Volumes',
  'Networks',
  'Activity',
  'Settings',
] as const;
/** What can be shown: the sections that the navigation leads to, and the disk, which the status bar leads to. */
export const pages = [...sections, 'Disk'] as const;
export type Section = (typeof pages)[number];

/** Where the person is: a section, and in it the object whose detail is open, with the tab in front. */
export interface Place {
  readonly section: Section;
  readonly item?: string;
  readonly tab?: string;
}

export interface PlaceStore {
  readonly state: StoreApi<Place>;
  go(place: Place): void;
}

/** Kept in the address bar's hash, so that back, forward and reload do what people expect. */
export function createPlaceStore(): PlaceStore {
  const state = createStore<Place>(() => parsePlace(location.hash));
  globalThis.addEventListener('hashchange', () => state.setState(parsePlace(location.hash), true));
  return {
    state,
    go: (place) => {
      const hash = formatPlace(place);
      if (hash === location.hash) return;
      history.pushState(null, '', hash);
      state.setState(place, true);
    },
  };
}

/** Half characters, which no address can hold. */
const halves = /\p{Surrogate}/gu;

/** `#/containers/<id>/<tab>`; never throws, whatever an engine names its objects. */
export function formatPlace({ section, item, tab }: Place): string {
  const parts = [section.toLowerCase(), ...(item ? [item, ...(tab ? [tab] : [])] : [])];
  return `#/${parts.map((part) => encodeURIComponent(part.replace(halves, '\ufffd'))).join('/')}`;
}

/** The place of a hash; anything that is none leads to the containers. */
export function parsePlace(hash: string): Place {
  const [name, item, tab] = hash.replace(/^#\//, '').split('/').map(decoded);
  const section = pages.find((section) => section.toLowerCase() === name) ?? 'Containers';
  return { section, ...(item ? { item } : {}), ...(item && tab ? { tab } : {}) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
