import { test as base, expect, type Page } from '@playwright/test';
import { grantClipboard, startElectronHost } from './electron-host.ts';
import { type Host, type HostOptions, startHost } from './host.ts';

export interface HostKind {
  /** Which host the tests run on; the project of playwright.config.ts says it. */
  hostKind: 'browser' | 'electron';
}

interface HostFixtures {
  /** Starts a host of this kind whose end is the test's own business. What is left of it after the test is killed. */
  start: (options: HostOptions) => Promise<Host>;
  /** Starts a host of this kind on an address. It must still be there at the end of the test and end well. */
  hostOn: (dockerHost: string, options?: Omit<HostOptions, 'dockerHost'>) => Promise<Host>;
  /** What the pages that `show` opened said went wrong, CSP violations among it; must be empty at the end. */
  errors: string[];
  /** Opens a host's window. */
  show: (host: Host) => Promise<Page>;
}

/** What tests on a real and on a scripted engine have in common: a host of either kind, and its window. */
export const test = base.extend<HostFixtures & HostKind>({
  hostKind: ['browser', { option: true }],
  context: async ({ context }, use) => {
    context.on('page', steady);
    await use(context);
  },
  start: async ({ hostKind }, use) => {
    const hosts: Host[] = [];
    await use(async (options) => {
      const host = await (hostKind === 'browser' ? startHost : startReadable)(options);
      hosts.push(host);
      return host;
    });
    for (const host of hosts) await host.stop('SIGKILL');
  },
  hostOn: async ({ start }, use) => {
    const hosts: Host[] = [];
    await use(async (dockerHost, options) => {
      const host = await start({ dockerHost, ...options });
      hosts.push(host);
      return host;
    });
    // The last one first: it may go on with the data of another.
    for (const host of hosts.toReversed()) expect(await host.stop(), 'how the host ended').toBe(0);
  },
  // Empty patterns on purpose: Playwright reads the fixtures that are used from the pattern.
  errors: async ({}, use) => {
    const errors: string[] = [];
    await use(errors);
    expect(errors, 'errors in the page').toEqual([]);
  },
  show: async ({ page, errors }, use) => {
    const watched = new Set<Page>();
    const watch = (shown: Page): void => {
      if (!watched.has(shown)) watchErrors(shown, errors);
      watched.add(shown);
    };
    await use(async (host) => {
      watch(page);
      const shown = await host.show(page);
      // Electron's window was there before anybody could listen.
      if (shown !== page) errors.push(...(await earlierErrors(shown)));
      watch(shown);
      return shown;
    });
  },
});

export { expect };

/** How often a page is asked for that Chromium breaks off. */
const mostBroken = 10;
/**
 * What it says then: that a network came, or that the page is just between two processes, in which case it has not begun to
 * load anything.
 */
const broken = /net::ERR_NETWORK_CHANGED|Not attached to an active page/;

/** Has a page opened again whose loading was broken off, as it is whenever a container brings a network. */
function steady(page: Page): void {
  const { goto, reload } = page;
  page.goto = (...options) => unbroken(() => goto.apply(page, options));
  page.reload = (...options) => unbroken(() => reload.apply(page, options));
}

async function unbroken<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load();
    } catch (error) {
      if (tries === mostBroken || !broken.test(String(error))) throw error;
    }
  }
}

/** Everything that the page says went wrong from now on, added to `errors`. */
export function watchErrors(page: Page, errors: string[] = []): string[] {
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isOfNetwork(message.text())) errors.push(message.text());
  });
  return errors;
}

/**
 * Chromium breaks off what it loads when a network comes, as with a container that starts; the page asks again, also while
 * its host ends.
 */
function isOfNetwork(text: string): boolean {
  return /^(Failed to load resource|WebSocket connection to .*): net::ERR_(NETWORK_CHANGED|CONNECTION_REFUSED|CONNECTION_RESET)$/.test(
    text,
  );
}

async function earlierErrors(page: Page): Promise<string[]> {
  const messages = await page.consoleMessages();
  const thrown = await page.pageErrors();
  return [
    ...messages.filter((message) => message.type() === 'error').map((message) => message.text()),
    ...thrown.map((error) => error.message),
  ];
}

/** An Electron host whose clipboard tests may read, as the browser project's permissions let them. */
async function startReadable(options: HostOptions): Promise<Host> {
  const host = await startElectronHost(options);
  await grantClipboard(host.app);
  return host;
}
