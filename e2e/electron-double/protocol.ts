import type * as Electron from 'electron';
import { requireNotReady, requireReady } from './lifecycle.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const schemes = new Set<string>();
const handlers = new Map<string, Handler>();
let registered = false;

/**
 * Chromium knows no schemes of ours, so `app://ui/x` is `https://ui.app.electron.test/x` to it, and nothing of that ever
 * reaches a network: every request is answered here or fails.
 */
export function toChromium(url: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  return scheme !== undefined && schemes.has(scheme) ? `https://${host}.${scheme}.electron.test${rest || '/'}` : url;
}

export function fromChromium(url: string): string {
  return url.replace(/^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.electron\.test/, '$2://$1');
}

/** What the app's handler answers, or undefined where there is no handler for the scheme. */
export function respond(request: Request): Promise<Response> | undefined {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
  return handler && Promise.resolve(handler(request));
}

export const protocol = {
  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    requireNotReady('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (registered) throw new Error('protocol.registerSchemesAsPrivileged can only be called once');
    registered = true;
    for (const { scheme } of customSchemes) schemes.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    requireReady('protocol.handle: the app is not ready');
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
