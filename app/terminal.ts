import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { call, stream } from './rpc/operation.ts';

/** Names a shell session in the main process: unguessable, as it gives a shell. */
export const SessionId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export type SessionId = z.infer<typeof SessionId>;

const size = { cols: z.int().check(z.minimum(1), z.maximum(1000)), rows: z.int().check(z.minimum(1), z.maximum(1000)) };

/** Most bytes of one write; a paste that is longer comes in several. */
export const maxWrite = 64 * 1024;

export type TerminalItem =
  | { readonly kind: 'output'; readonly data: Uint8Array }
  /** The shell ended. Nothing follows. */
  | { readonly kind: 'exit'; readonly code: number | undefined; readonly reason?: string }
  /** Another reader shows it now. Nothing follows. */
  | { readonly kind: 'taken' };

export const terminal = {
  /** Starts a login-less shell (bash where there is one, else sh) on a TTY. One that nobody uses at once is ended. */
  open: call(z.object({ ...EngineContainer.shape, ...size })).returns<{ session: SessionId }>(),
  /**
   * What the shell prints: first the kept scrollback, then live. A second reader takes over from the first. Of a shell
   * that ended the scrollback can be read for a while, by any number.
   */
  attach: stream(z.object({ session: SessionId })).of<TerminalItem>(),
  /** Resolves when the engine took the bytes: wait for it before the next write; too many at once are a `conflict`. */
  write: call(
    z.object({
      session: SessionId,
      data: z.instanceof(Uint8Array<ArrayBufferLike>).check(z.refine((data) => data.byteLength <= maxWrite)),
    }),
  ).returns<void>(),
  resize: call(z.object({ session: SessionId, ...size })).returns<void>(),
  /** Ends the shell and what it runs, and forgets the session. */
  close: call(z.object({ session: SessionId })).returns<void>(),
};
