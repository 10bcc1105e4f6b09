import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { requireReady } from './lifecycle.ts';
import { protocol, respond } from './protocol.ts';
import { windows } from './registry.ts';

type CheckHandler = Exclude<Parameters<Electron.Session['setPermissionCheckHandler']>[0], null>;
type Permission = Parameters<CheckHandler>[1];

/** Permissions that pages ask for, by Chromium's name. */
const permissions: readonly (readonly [chromium: string, electron: Permission])[] = [
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['camera', 'media'],
  ['microphone', 'media'],
];

type Members =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'fetch'
  | 'protocol';

/** The default session, the only one. What the app's check handler says is what Chromium is told beforehand. */
class DoubleSession extends EventEmitter implements Omit<Pick<Electron.Session, Members>, 'protocol'> {
  readonly protocol = protocol;
  #check: CheckHandler | null = null;

  /** Chromium never asks: what it was told by the check handler is its answer. */
  setPermissionRequestHandler(): void {}
  setDevicePermissionHandler(): void {}
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
    for (const { webContents } of windows) void webContents.applyPermissions();
  }
  /** Each permission of a page at this address, by Chromium's name. */
  decide(contents: Electron.WebContents, origin: string): readonly (readonly [name: string, granted: boolean])[] {
    const details = { isMainFrame: true, requestingUrl: origin };
    return permissions.map(([name, permission]) => {
      return [name, this.#check?.(contents, permission, origin, details) ?? true] as const;
    });
  }

  async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    const response = respond(new Request(input, init));
    if (!response) throw new TypeError('net::ERR_INTERNET_DISCONNECTED');
    return response;
  }
}

const defaultSession = new DoubleSession();

export const session = {
  get defaultSession(): DoubleSession {
    requireReady('Session can only be received when app is ready');
    return defaultSession;
  },
};
