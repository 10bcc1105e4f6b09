import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowserHost } from '../main/hosts/browser/server.ts';
import { type Entered, enter } from './entered.ts';

/** A browser host without services, and what its person's browser holds. */
export interface GateHost {
  readonly entered: Entered;
  /** Wires that it opened. */
  readonly served: number;
  /**
   * A request as text, with the usual headers unless `lines` bring their own. TOKEN, COOKIE, WIRECOOKIE, PATH, KEY, PORT
   * and ZEROS stand for what the browser holds.
   */
  request(target: string, lines?: readonly string[], method?: string): string;
  /** An upgrade with all that the page sends, except for what is replaced (`undefined` takes it away). */
  handshake(changes?: Readonly<Record<string, string | undefined>>, target?: string, method?: string): string;
  fill(text: string): string;
  /** Sends bytes as they are and returns all that comes back until the host hangs up, or until it matches. */
  say(bytes: string | Buffer, until?: RegExp): Promise<string>;
  close(): Promise<void>;
}

const upgrade = ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];

/** Starts one with a page that says "The page". */
export async function startGateHost(): Promise<GateHost> {
  const dir = await mkdtemp(join(tmpdir(), 'gate-'));
  await writeFile(join(dir, 'index.html'), '<title>The page</title>');
  let served = 0;
  const host = await startBrowserHost({ app: { serve: () => void (served += 1) }, pageDir: dir, port: 0 });
  const entered = await enter(host.url);
  const words: Readonly<Record<string, string>> = {
    TOKEN: entered.token,
    COOKIE: entered.pageCookie,
    WIRECOOKIE: entered.wireCookie,
    PATH: entered.wirePath,
    KEY: entered.key,
    PORT: String(entered.port),
    ZEROS: '0'.repeat(64),
  };
  const fill = (text: string) => text.replace(/\b[A-Z]+\b/g, (word) => words[word] ?? word);
  return {
    entered,
    get served() {
      return served;
    },
    fill,
    request: (target, lines = [], method = 'GET') => {
      const hasHost = lines.some((line) => /^host\s*:/i.test(line));
      const all = [...(hasHost ? [] : ['Host: 127.0.0.1:PORT']), ...lines, 'Connection: close'];
      return fill(`${method} ${target} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n`);
    },
    handshake: (changes = {}, target = 'PATH', method = 'GET') => {
      const headers: Record<string, string | undefined> = {
        Host: '127.0.0.1:PORT',
        Origin: 'http://127.0.0.1:PORT',
        Cookie: 'WIRECOOKIE',
        'Sec-WebSocket-Protocol': 'gantry, KEY',
        ...changes,
      };
      const lines = Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [`${name}: ${value}`],
      );
      return fill(
        `${method} ${target} HTTP/1.1\r\n${[...lines, ...upgrade, 'Connection: Upgrade'].join('\r\n')}\r\n\r\n`,
      );
    },
    say: (bytes, until) => say(entered.port, bytes, until),
    close: async () => {
      await host.close();
      await rm(dir, { recursive: true });
    },
  };
}

function say(port: number, bytes: string | Buffer, until?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      if (until?.test(said)) socket.destroy();
    });
    // A host that hangs up on what it has not read to the end resets the connection.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => resolve(said));
  });
}

/** The status of each answer. */
export function statuses(said: string): number[] {
  return [...said.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
