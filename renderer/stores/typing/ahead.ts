import { createStore, type StoreApi } from 'zustand/vanilla';

/** A shell that a person asked for and that has no screen yet. */
export interface Awaited {
  /** Its container's name. */
  readonly name: string;
  /** Its session, once it was opened. */
  readonly session?: string;
  /** What was typed for it so far. */
  readonly text: string;
}

/**
 * Keeps what is typed for a shell from the moment that it is asked for until its screen takes keys. Without it those keys
 * would be the list's, where an `s` stops a container.
 */
export interface AheadStore {
  readonly state: StoreApi<Awaited | undefined>;
  /**
   * Opens a shell; what is typed from now on is for it. Of several that are opened with one key the last one gets it.
   * Rejects as `open` does; what was typed is forgotten then.
   */
  during<O extends { readonly session: string }>(name: string, open: () => Promise<O>): Promise<O>;
  /** Keeps what is typed from now on for a shell that is open, and whose screen is to come. */
  wait(name: string, session: string): void;
  /** All that was typed so far. Nothing where no shell is waited for. */
  type(text: string): void;
  /** Nobody waits for it any more: what was typed is forgotten. */
  leave(): void;
  /** Its screen is there, or cannot be: gives what was typed for it, once. `undefined` where nobody waits for it. */
  take(session: string): string | undefined;
}

export function createAheadStore(): AheadStore {
  const state = createStore<Awaited | undefined>(() => undefined);
  const now = () => state.getState();
  const leave = () => state.setState(undefined, true);
  /** The last wish: an older one that is answered late has nothing to say. */
  let wish = {};
  return {
    state,
    during: async (name, open) => {
      const mine = {};
      wish = mine;
      state.setState({ name, text: now()?.text ?? '' }, true);
      try {
        const opened = await open();
        const awaited = now();
        if (wish === mine && awaited) state.setState({ ...awaited, session: opened.session }, true);
        return opened;
      } catch (error) {
        if (wish === mine) leave();
        throw error;
      }
    },
    wait: (name, session) => {
      if (!now()) state.setState({ name, session, text: '' }, true);
    },
    type: (text) => {
      const awaited = now();
      if (awaited) state.setState({ ...awaited, text }, true);
    },
    leave,
    take: (session) => {
      const awaited = now();
      if (awaited?.session !== session) return undefined;
      leave();
      return awaited.text;
    },
  };
}
