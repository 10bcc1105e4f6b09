import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { state } from './state.ts';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0];
type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1];

export class FakeSession extends EventEmitter {
  request: RequestHandler = null;
  check: CheckHandler = null;
  device: DeviceHandler = null;
  readonly handlers = new Map<string, ProtocolHandler>();

  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      state.record('session.protocol.handle', scheme);
      this.handlers.set(scheme, handler);
    },
  } satisfies Pick<Electron.Protocol, 'handle'>;

  setPermissionRequestHandler(handler: RequestHandler): void {
    state.record('session.setPermissionRequestHandler');
    this.request = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    state.record('session.setPermissionCheckHandler');
    this.check = handler;
  }
  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.device = handler;
  }
  /** Asks the protocol handler, as a page's request would. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const handler = this.handlers.get(new URL(url).protocol.slice(0, -1));
    if (!handler) throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
    return handler(new Request(url, init));
  }
}
