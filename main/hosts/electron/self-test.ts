import { EventEmitter, once } from 'node:events';
import { app, type BrowserWindow, type Session } from 'electron';
import type { MainWire } from '../../../app/rpc/wire.ts';
import { contentSecurityPolicy } from '../page.ts';
import { judge } from './external.ts';
import { pageUrl } from './origin.ts';

/** A cold start on a slow machine takes some seconds (ms). */
const patience = 30_000;

export interface SelfTest {
  /** Watches a wire for one round trip; the wire works as before. */
  observe(wire: MainWire): MainWire;
  /**
   * Checks the window and what `more` checks, prints one line of JSON and exits: 0 if all is well, else 1.
   * @param more what came of further checks, by name
   */
  run(window: BrowserWindow, more: () => Promise<Readonly<Record<string, boolean>>>): void;
  /** Prints that the app could not even start, and exits with 1. */
  fail(complaint: string): void;
}

/**
 * What can be said about an installed copy without any tool: the page loads, asks, gets an answer and reads it; the CSP
 * is there; links outside are judged; nothing complained on the console. Each may take `limit` ms.
 */
export function selfTest(session: Session, limit: number = patience): SelfTest {
  const progress = new EventEmitter();
  const complaints: string[] = [];
  return {
    fail: (complaint) => void report({}, [complaint]),
    observe: (wire) => observe(wire, () => progress.emit('round-trip')),
    run: (window, more) => {
      window.webContents.on('console-message', ({ level, message }) => {
        if (level === 'error') complaints.push(message.slice(0, 500));
      });
      window.webContents.on('preload-error', (_event, _path, { message }) => complaints.push(message));
      const checks = {
        pageLoads: settles(once(window.webContents, 'did-finish-load'), limit),
        answersThePage: settles(once(progress, 'round-trip'), limit),
        sendsThePolicy: sendsThePolicy(session),
        refusesForeignPrograms: Promise.resolve(
          ['smb://host/share', 'javascript:0'].every((url) => judge(url).kind === 'refuse'),
        ),
      };
      void report(checks, complaints, more);
    },
  };
}

async function report(
  checks: Readonly<Record<string, Promise<boolean>>>,
  complaints: string[],
  more: () => Promise<Readonly<Record<string, boolean>>> = () => Promise.resolve({}),
): Promise<void> {
  const results: Record<string, boolean> = {};
  for (const [name, check] of Object.entries(checks)) results[name] = await check;
  Object.assign(results, await more().catch((error: unknown) => void complaints.push(String(error))));
  const ok = complaints.length === 0 && Object.values(results).every(Boolean);
  const { electron, chrome, node } = process.versions;
  const versions = { gantry: app.getVersion(), electron, chrome, node };
  process.stdout.write(`${JSON.stringify({ ok, checks: results, complaints, versions })}\n`, () =>
    app.exit(ok ? 0 : 1),
  );
}

async function sendsThePolicy(session: Session): Promise<boolean> {
  try {
    const response = await session.fetch(pageUrl);
    return response.ok && response.headers.get('content-security-policy') === contentSecurityPolicy;
  } catch {
    return false;
  }
}

/**
 * A round trip is complete when the page reacts to what it was sent: an item earns the sender new credit, and after a
 * result the page goes on asking. Only then did both directions work.
 */
function observe(wire: MainWire, complete: () => void): MainWire {
  let answered = false;
  return {
    send: (message) => {
      answered ||= message.t === 'item' || message.t === 'result';
      wire.send(message);
    },
    onMessage: (receive) => {
      wire.onMessage((message) => {
        if (answered) complete();
        receive(message);
      });
    },
    onClose: (closed) => wire.onClose(closed),
    close: () => wire.close(),
  };
}

/** Whether it happens within `limit` ms. */
async function settles(event: Promise<unknown>, limit: number): Promise<boolean> {
  const signal = AbortSignal.timeout(limit);
  const late = once(signal, 'abort').then(() => false);
  return Promise.race([event.then(() => true), late]);
}
