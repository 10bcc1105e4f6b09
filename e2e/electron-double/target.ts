import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { devTools } from './chromium.ts';
import type { DevToolsSession } from './devtools.ts';
import type { ContextMenu, Key } from './page/messages.ts';
import { pageScript, preloadScript, wrapPreload } from './page/source.ts';
import type { DoublePort } from './ports.ts';
import { fromChromium } from './protocol.ts';
import { Relay, worldName } from './relay.ts';
import { answerRequests } from './requests.ts';

type Level = 'debug' | 'info' | 'warning' | 'error';

/** What a page does, and what it asks. */
export interface TargetEvents {
  readonly onIpc: (channel: string, message: unknown, ports: readonly DoublePort[]) => void;
  readonly onOpen: (url: string) => void;
  readonly onKey: (key: Key) => void;
  readonly onContextMenu: (menu: ContextMenu) => void;
  readonly onPreloadError: (path: string, error: Error) => void;
  readonly onConsole: (level: Level, message: string) => void;
  /** Another document took the place of the one before. */
  readonly onDocument: (url: string) => void;
  readonly onLoaded: () => void;
  readonly onCrashed: () => void;
  readonly mayNavigate: (url: string, isMainFrame: boolean) => boolean;
  /** A document is about to be replaced; it waits. */
  readonly beforeDocument: () => Promise<void>;
}

export interface TargetOptions {
  readonly size: { readonly width: number; readonly height: number };
  /** Path of the preload bundle. */
  readonly preload: string | undefined;
  readonly events: TargetEvents;
}

/** A page of Chromium with Electron's two worlds in it. */
export interface Target {
  readonly id: string;
  readonly devtools: DevToolsSession;
  close(): Promise<void>;
}

/** Makes an empty page; everything is set up before anything is loaded into it. */
export async function openTarget({ size, preload, events }: TargetOptions): Promise<Target> {
  const { browser } = devTools();
  const { width, height } = size;
  const { targetId: id } = await browser.send('Target.createTarget', {
    url: 'about:blank',
    width,
    height,
    newWindow: true,
  });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId: id, flatten: true });
  const devtools = devTools().session(sessionId);
  const relay = new Relay(devtools, id, {
    onIpc: events.onIpc,
    onTold: (message) => {
      if (message.t === 'open') events.onOpen(message.url);
      if (message.t === 'key') events.onKey(message.key);
      if (message.t === 'context-menu') events.onContextMenu(message.menu);
      if (message.t === 'preload-error') events.onPreloadError(preload ?? '', new Error(message.message));
    },
  });
  watch(devtools, id, events);
  devtools.on('Inspector.targetCrashed', () => {
    relay.closePorts();
    events.onCrashed();
  });
  await Promise.all([
    devtools.send('Page.enable'),
    devtools.send('Runtime.enable'),
    devtools.send('Log.enable'),
    devtools.send('Runtime.addBinding', { name: 'electronDouble', executionContextName: worldName }),
    answerRequests(devtools, {
      mayNavigate: (url, frameId) => events.mayNavigate(url, frameId === id),
      beforeDocument: async (frameId) => (frameId === id ? events.beforeDocument() : undefined),
    }),
  ]);
  await installWorlds(devtools, preload, events.onPreloadError);
  const close = async (): Promise<void> => {
    relay.closePorts();
    await browser.send('Target.closeTarget', { targetId: id });
  };
  return { id, devtools, close };
}

/** Scripts for every document to come: the page's end of the bridge, and the preload in a world of its own. */
async function installWorlds(
  devtools: DevToolsSession,
  preload: string | undefined,
  onPreloadError: (path: string, error: Error) => void,
): Promise<void> {
  const secret = randomBytes(8).toString('hex');
  await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(secret) });
  if (preload === undefined) return;
  try {
    const text = readFileSync(preload, 'utf8');
    // For what is wrong with it, before Chromium stays silent about it.
    compileFunction(wrapPreload(text));
    const { platform, versions } = process;
    const source = preloadScript(text, { secret, platform, versions });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName });
  } catch (error) {
    onPreloadError(preload, error instanceof Error ? error : new Error(String(error)));
  }
}

function watch(devtools: DevToolsSession, id: string, events: TargetEvents): void {
  devtools.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id === id) events.onDocument(fromChromium(frame.url));
  });
  devtools.on('Page.loadEventFired', () => events.onLoaded());
  devtools.on('Runtime.consoleAPICalled', ({ type, args }) => {
    const level = type === 'error' || type === 'warning' || type === 'debug' ? type : 'info';
    events.onConsole(level, args.map(({ value, description }) => String(value ?? description)).join(' '));
  });
  devtools.on('Log.entryAdded', ({ entry }) => {
    events.onConsole(entry.level === 'verbose' ? 'debug' : entry.level, entry.text);
  });
  devtools.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) => {
    events.onConsole('error', `Uncaught ${exception?.description ?? text}`);
  });
}
