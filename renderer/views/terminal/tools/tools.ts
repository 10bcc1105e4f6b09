import type { Terminal } from '@xterm/xterm';
import type { StoreApi } from 'zustand/vanilla';
import type { Session } from '../../../stores/session.ts';

/** What a terminal is equipped with. */
export interface ToolParts {
  readonly terminal: Terminal;
  /** What the terminal was opened in. */
  readonly element: HTMLElement;
  readonly session: Session;
  /** The id of what the terminal shows, in main. */
  readonly shell: string;
  /** The container's. */
  readonly name: string;
  /** Fits the terminal into its element anew, as the size of a character has changed. */
  readonly refit: () => void;
  readonly state: StoreApi<ToolState>;
}

/** The command that ran last, where the shell tells of it. */
export interface LastCommand {
  /** Undefined where the shell did not say. */
  readonly code: number | undefined;
  /** ms that it ran. */
  readonly took: number;
}

/** What is looked for in a terminal, and what of it was found. */
export interface FindState {
  readonly open: boolean;
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
  /** Matches that are marked; `mostMarked` where there are more. */
  readonly count: number;
  /** Which of them is shown, from 0; -1 for none. */
  readonly at: number;
  /** Why it cannot be looked for: no pattern, or one that takes too long. */
  readonly fault: 'pattern' | 'slow' | undefined;
}

/** What is to be told of a terminal beside its screen. */
export interface ToolState {
  /** What the program calls the window; from the container, at most `longestTitle` characters. */
  readonly title: string;
  /** The bell rang, and nothing was typed since. */
  readonly rung: boolean;
  /** Where the link under the pointer leads, or the place in a file that it names. */
  readonly pointed: string | undefined;
  readonly command: LastCommand | undefined;
  readonly find: FindState;
}

/** Characters of a title: a line of a wide window. */
export const longestTitle = 200;

/** Matches that are marked at once: more are no help, and each is an element. */
export const mostMarked = 1000;

export const emptyState: ToolState = {
  title: '',
  rung: false,
  pointed: undefined,
  command: undefined,
  find: {
    open: false,
    text: '',
    matchCase: false,
    wholeWord: false,
    regex: false,
    count: 0,
    at: -1,
    fault: undefined,
  },
};
