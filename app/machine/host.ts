import * as z from 'zod/mini';
import { call, stream } from '../rpc/operation.ts';
import type { Cause } from '../rpc/problem.ts';

export interface HostInfo {
  readonly kind: 'electron' | 'browser';
  readonly version: string;
  /** `darwin`, `linux` or `win32`: decides how keys are written. */
  readonly platform: string;
}

/** What a window should know of the program behind it. */
export interface HostState {
  /** It ends: nothing new is taken on, what runs is ended, what is chosen is written. */
  readonly ending: boolean;
  /** Set while choices, drafts, histories and logs are not kept on disk. */
  readonly unkept?: {
    readonly cause: Cause;
    /** Where the Gantry that has the folder can be opened, if it can. */
    readonly url?: string;
  };
  /** Errors since the start that Gantry had not foreseen and went on after. */
  readonly faults: number;
}

export const host = {
  about: call('safe', z.object({})).returns<HostInfo>(),
  /**
   * Pastes into what has the focus, as the window's own menu does; false where the page has to be pasted into by keys.
   */
  paste: call('safe', z.object({})).returns<boolean>(),
  /**
   * The state now and after each change. A window that is told of the end sends what it has not sent yet, waits for the
   * answers and stops watching: by that the program knows that it need not wait for it.
   */
  watch: stream('safe', z.object({})).of<HostState>(),
};
