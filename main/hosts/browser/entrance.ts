import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { safetyHeaders } from '../page.ts';
import type { Gate } from './gate.ts';

/** The answer to the right token. */
export interface Entrance {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

/**
 * The page that a person passes through: it keeps the wire's key in the storage of our origin and goes on to the window.
 * The token leaves the address bar and the history's entry with it; what stood behind `#` stays. A redirect could not do
 * this: the key would stand in an address, and who comes from a file (an invitation) would not be sent on with the cookie,
 * which is for requests that begin at our own page.
 */
export function entrance(gate: Gate): Entrance {
  const kept = JSON.stringify(JSON.stringify(gate.wireKey));
  const script = `try{localStorage.setItem("gantry-wire",${kept});location.replace("/"+location.hash)}catch{document.body.textContent="Gantry needs leave to keep data for this address."}`;
  const hash = createHash('sha256').update(script).digest('base64');
  return {
    headers: {
      ...safetyHeaders,
      'content-security-policy': `default-src 'none'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'set-cookie': [...gate.cookies],
    },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Gantry</title></head><body><noscript>Gantry needs JavaScript.</noscript><script>${script}</script></body></html>`,
  };
}
