import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What of a request decides whether it comes from the person's own page. */
export interface Visitor {
  /** Request target as it came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Decides who may talk to the browser host. The engine socket is root, so every request has to show that it comes from
 * our own page in the person's own browser:
 *
 * - `Host` is our loopback address (a DNS name that was rebound to 127.0.0.1 is refused),
 * - `Origin`, where sent, is our own (always demanded of a WebSocket, which browsers open across sites),
 * - the cookie holds the secret. It is handed out for the token in the URL that the person was given; HttpOnly keeps it
 *   from scripts and SameSite=Strict from requests that other sites start. Its name holds the port because cookies
 *   do not tell ports apart and two hosts may run.
 */
export class Gate {
  readonly #token = randomBytes(32).toString('hex');
  readonly #secret = randomBytes(32).toString('hex');
  readonly #port: number;
  readonly #hosts: ReadonlySet<string>;

  constructor(port: number) {
    this.#port = port;
    this.#hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  }

  /** The address to open; holds the token. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/?token=${this.#token}`;
  }

  /** The `Set-Cookie` value for a request that brings the token, else undefined. */
  welcome(visitor: Visitor): string | undefined {
    if (!this.#isOurAddress(visitor)) return undefined;
    const [path, query] = visitor.url.split('?', 2);
    const token = new URLSearchParams(query).get('token');
    if (path !== '/' || token === null || !same(token, this.#token)) return undefined;
    return `${this.#cookieName}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Whether a request for a file of the page may pass. */
  admitsRequest(visitor: Visitor): boolean {
    const { origin } = visitor.headers;
    return (
      this.#isOurAddress(visitor) && (origin === undefined || this.#isOurOrigin(origin)) && this.#hasSecret(visitor)
    );
  }

  /** Whether a WebSocket may open. */
  admitsSocket(visitor: Visitor): boolean {
    const { origin } = visitor.headers;
    const isWire = visitor.url === '/wire';
    return isWire && this.#isOurAddress(visitor) && this.#isOurOrigin(origin) && this.#hasSecret(visitor);
  }

  get #cookieName(): string {
    return `gantry-${this.#port}`;
  }

  #isOurAddress({ headers }: Visitor): boolean {
    return headers.host !== undefined && this.#hosts.has(headers.host);
  }

  #isOurOrigin(origin: string | undefined): boolean {
    return origin?.startsWith('http://') === true && this.#hosts.has(origin.slice('http://'.length));
  }

  #hasSecret({ headers }: Visitor): boolean {
    const prefix = `${this.#cookieName}=`;
    const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    return cookies.some((cookie) => cookie.startsWith(prefix) && same(cookie.slice(prefix.length), this.#secret));
  }
}

/** Compares in a time that tells nothing about where the texts differ, nor how long the right one is. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
