import type { Problem } from './problem.ts';

/**
 * Everything that crosses between the page and the main process. `id` is chosen by the page and names one running
 * operation on this wire; `credit` is how many more items the reader is willing to hold.
 */
export type ToMain =
  | { readonly t: 'call'; readonly id: number; readonly op: string; readonly params: unknown }
  | { readonly t: 'open'; readonly id: number; readonly op: string; readonly params: unknown; readonly credit: number }
  | { readonly t: 'credit'; readonly id: number; readonly n: number }
  | { readonly t: 'cancel'; readonly id: number };

export type ToPage =
  | { readonly t: 'result'; readonly id: number; readonly value: unknown }
  | { readonly t: 'item'; readonly id: number; readonly value: unknown }
  | { readonly t: 'end'; readonly id: number }
  | { readonly t: 'fail'; readonly id: number; readonly problem: Problem };

/**
 * A transport: a MessagePort, a WebSocket, an in-memory pair. It delivers messages whole, in order, at most once,
 * and says once when it is gone.
 */
export interface Wire<Out, In> {
  /** Throws on what the transport cannot carry, and sends nothing then. */
  send(message: Out): void;
  /** Registers the one receiver. Messages that came before are delivered to it. */
  onMessage(receive: (message: In) => void): void;
  /** Registers a listener for the end of the wire, called at most once and never inside `send`. */
  onClose(closed: (reason: string) => void): void;
  /** From here on nothing is received, also of what has arrived already. */
  close(): void;
}

export type PageWire = Wire<ToMain, ToPage>;
export type MainWire = Wire<ToPage, ToMain>;
