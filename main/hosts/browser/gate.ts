import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Attempts } from './attempts.ts';

/** What of a request decides whether it comes from the person's own page. */
export interface Visitor {
  readonly method: string;
  /** Request target as it came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** What the page keeps to open its wire with: bound to scheme, host and port by the browser's storage. */
export interface WireKey {
  /** The path of the wire. */
  readonly path: string;
  /** Sent as a WebSocket subprotocol, after `wireProtocol`. */
  readonly key: string;
}

/** How a request with a token in its address fares; `none` is one without. */
export type Entry = 'none' | 'right' | 'wrong' | 'too-many';

/** How long an address that is handed to a browser stays good (ms): a cold browser on a busy machine takes some seconds. */
export const invitationLife = 60_000;

/** The subprotocol that a wire speaks. */
export const wireProtocol = 'gantry';

interface Invitation {
  readonly code: string;
  readonly until: number;
  readonly spent: () => void;
}

/**
 * Decides who may talk to the browser host. The engine socket is root, so every request has to show that it comes from
 * our own page in the person's own browser:
 *
 * - `Host` is our loopback address (a DNS name that was rebound to 127.0.0.1 is refused),
 * - `Origin`, where sent, is our own (always demanded of a WebSocket, which browsers open across sites),
 * - a file of the page needs a cookie, and the wire two secrets. Both are handed out for the token in an address: the one
 *   that was printed, good for the run, or an invitation, good once and for a minute.
 *
 * HttpOnly keeps the cookies from scripts and SameSite=Strict from requests that other sites start. But cookies do not
 * tell ports apart: whoever serves another port of this address is sent the page's cookie by any link. Hence it opens
 * nothing but the page's files, which anybody can read elsewhere. The wire's cookie is bound to a path that nobody can
 * guess, and its key is kept by the page's own origin. Cookie names hold the port because two hosts may run.
 */
export class Gate {
  readonly #token = secret();
  readonly #pageSecret = secret();
  readonly #wireSecret = secret();
  readonly #port: number;
  readonly #hosts: ReadonlySet<string>;
  readonly #attempts: Attempts;
  readonly #now: () => number;
  readonly #invitations = new Set<Invitation>();
  /** For the page alone. */
  readonly wireKey: WireKey = { path: `/wire/${secret()}`, key: secret() };

  constructor(port: number, now: () => number = () => performance.now()) {
    this.#port = port;
    this.#hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
    this.#now = now;
    this.#attempts = new Attempts(now);
  }

  /** The address to print; good for the run. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/?token=${this.#token}`;
  }

  /** An address that is good once, within `invitationLife`. `spent` is called when it was used. */
  invite(spent: () => void): string {
    const code = secret();
    this.#invitations.add({ code, until: this.#now() + invitationLife, spent });
    return `http://127.0.0.1:${this.#port}/?once=${code}`;
  }

  /** Judges the token of an address; an invitation is spent by it. */
  enter(visitor: Visitor): Entry {
    if (!this.#isOurAddress(visitor) || visitor.method !== 'GET' || !isNavigation(visitor)) return 'none';
    const [path, query] = visitor.url.split('?', 2);
    const params = new URLSearchParams(query);
    const tokens = params.getAll('token');
    const codes = params.getAll('once');
    const [given] = [...tokens, ...codes];
    if (path !== '/' || given === undefined) return 'none';
    if (!this.#attempts.allowed) return 'too-many';
    const isRight =
      tokens.length + codes.length === 1 && (tokens.length === 1 ? same(given, this.#token) : this.#spend(given));
    if (!isRight) this.#attempts.wrong();
    return isRight ? 'right' : 'wrong';
  }

  /** All that lets somebody in for the run. */
  get secrets(): readonly string[] {
    return [this.#token, this.#pageSecret, this.#wireSecret, this.wireKey.key, this.wireKey.path];
  }

  /** The `Set-Cookie` values for who came with the right token. */
  get cookies(): readonly string[] {
    const flags = 'HttpOnly; SameSite=Strict';
    return [
      `${this.#pageCookie}=${this.#pageSecret}; ${flags}; Path=/`,
      `${this.#wireCookie}=${this.#wireSecret}; ${flags}; Path=${this.wireKey.path}`,
    ];
  }

  /** Whether a request for a file of the page may pass. */
  admitsRequest(visitor: Visitor): boolean {
    const { origin } = visitor.headers;
    return (
      this.#isOurAddress(visitor) &&
      (origin === undefined || this.#isOurOrigin(origin)) &&
      hasCookie(visitor, this.#pageCookie, this.#pageSecret)
    );
  }

  /** Whether a WebSocket may open. */
  admitsSocket(visitor: Visitor): boolean {
    const [protocol, key, ...more] = (visitor.headers['sec-websocket-protocol'] ?? '')
      .split(',')
      .map((one) => one.trim());
    return (
      visitor.method === 'GET' &&
      same(visitor.url, this.wireKey.path) &&
      this.#isOurAddress(visitor) &&
      this.#isOurOrigin(visitor.headers.origin) &&
      hasCookie(visitor, this.#wireCookie, this.#wireSecret) &&
      protocol === wireProtocol &&
      same(key ?? '', this.wireKey.key) &&
      more.length === 0
    );
  }

  get #pageCookie(): string {
    return `gantry-${this.#port}`;
  }

  get #wireCookie(): string {
    return `gantry-wire-${this.#port}`;
  }

  #isOurAddress({ headers }: Visitor): boolean {
    return headers.host !== undefined && this.#hosts.has(headers.host);
  }

  #isOurOrigin(origin: string | undefined): boolean {
    return origin?.startsWith('http://') === true && this.#hosts.has(origin.slice('http://'.length));
  }

  #spend(code: string): boolean {
    for (const invitation of this.#invitations) {
      if (invitation.until < this.#now()) this.#invitations.delete(invitation);
    }
    const found = [...this.#invitations].find((invitation) => same(code, invitation.code));
    if (!found) return false;
    this.#invitations.delete(found);
    found.spent();
    return true;
  }
}

function secret(): string {
  return randomBytes(32).toString('hex');
}

/**
 * Whether a browser shows the answer in a window. What other sites ask for behind a person's back says what it is for
 * (`Sec-Fetch-…`); it cannot enter, and must not use up the attempts of who can.
 */
function isNavigation({ headers }: Visitor): boolean {
  const mode = headers['sec-fetch-mode'] ?? 'navigate';
  const dest = headers['sec-fetch-dest'] ?? 'document';
  return mode === 'navigate' && dest === 'document';
}

function hasCookie({ headers }: Visitor, name: string, value: string): boolean {
  const prefix = `${name}=`;
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.some((cookie) => cookie.startsWith(prefix) && same(cookie.slice(prefix.length), value));
}

/** Compares in a time that tells nothing about where the texts differ, nor how long the right one is. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
