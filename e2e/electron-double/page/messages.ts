import type * as Electron from 'electron';
import type { Encoded } from './codec.ts';

/** A key that the page left alone. */
export interface Key {
  readonly code: string;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

export type ContextMenu = Pick<
  Electron.ContextMenuParams,
  'x' | 'y' | 'linkURL' | 'selectionText' | 'isEditable' | 'editFlags'
>;

/** From the preload's world to main. */
export type FromPage =
  | { readonly t: 'ipc'; readonly channel: string; readonly message: Encoded; readonly ports: readonly string[] }
  | { readonly t: 'port'; readonly id: string; readonly data: Encoded }
  | { readonly t: 'port-closed'; readonly id: string }
  | { readonly t: 'open'; readonly url: string }
  | { readonly t: 'key'; readonly key: Key }
  | { readonly t: 'context-menu'; readonly menu: ContextMenu }
  | { readonly t: 'preload-error'; readonly message: string };

/** From main to the preload's world. */
export type ToPage =
  | { readonly t: 'port'; readonly id: string; readonly data: Encoded }
  | { readonly t: 'port-close'; readonly id: string };

/** What the preload's world gets when it is made. */
export interface WorldOptions {
  /** Name of the event that crosses between the page's world and the preload's; a page cannot guess it. */
  readonly secret: string;
  readonly platform: NodeJS.Platform;
  readonly versions: Record<string, string | undefined>;
}
