import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './electron-fixtures.ts';
import { type ElectronHost, root, runElectron, startElectronHost } from './electron-host.ts';
import { Native } from './pages/native.ts';
import type { GantryWindow } from './pages/window.ts';
import { processesOf } from './processes-of.ts';

const setting = ({ dataDir }: ElectronHost, name: string): unknown => {
  const file = join(dataDir, 'settings.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8'))[name] : undefined;
};

/** Chooses a theme; the click is the last thing that the page is waited for. */
async function chooseTheme({ page, navigation }: GantryWindow, label: string): Promise<void> {
  await navigation.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: label }).check();
}

/** Nothing runs any more, and nothing lies in the temp folder. */
async function expectNothingLeft({ home, tempDir }: ElectronHost): Promise<void> {
  await expect.poll(() => processesOf(home), 'what still runs').toEqual([]);
  expect(readdirSync(tempDir), 'what still lies in the temp folder').toEqual([]);
}

test.describe('starting', () => {
  test('shows one window, and its page has an engine to talk to', async ({ gantry, native, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await expect(gantry.row('web')).toContainText('running');
    const { count, url, title } = await native.window();
    expect({ count, title }).toEqual({ count: 1, title: 'Gantry' });
    expect(url).toMatch(/^app:\/\/ui\//);
    expect(await native.dialogs()).toEqual([]);
  });

  test('a second time brings the first window back, and ends', async ({ electron, gantry, native, lab }) => {
    await expect(gantry.containers).toBeVisible();
    await electron.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    await expect.poll(async () => (await native.window()).minimized).toBe(true);
    const second = await runElectron({ home: electron.home, dockerHost: lab.dockerHost });
    expect(second.code).toBe(0);
    await expect.poll(() => native.window()).toMatchObject({ count: 1, minimized: false, focused: true });
  });
});

test.describe('a reload', () => {
  test('keeps shells and logs that are open', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', 'echo first line; sleep 1000');
    const { page, dock } = gantry;
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    await expect(dock.getByRole('log')).toContainText('first line');
    const screen = await gantry.openShell('web');
    await page.keyboard.type('word=kept; echo typed $word\n');
    await expect(screen).toContainText('typed kept');

    await page.reload();
    await dock.getByRole('tab', { name: 'Logs web' }).click();
    await expect(dock.getByRole('log')).toContainText('first line');
    await dock.getByRole('tab', { name: 'Shell web' }).click();
    await expect(screen).toContainText('typed kept');
    await gantry.shell('web').click();
    await page.keyboard.type('echo still $word\n');
    await expect(screen).toContainText('still kept');
  });

  test('of a page whose process died works', async ({ electron, gantry, native }) => {
    await expect(gantry.containers).toBeVisible();
    await native.answer('Reload');
    await electron.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await expect.poll(() => native.dialogs()).toHaveLength(1);
    await expect
      .poll(() =>
        electron.app.evaluate(({ BrowserWindow }) => {
          return BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText');
        }),
      )
      .toContain('Containers');
  });
});

test.describe('keys', () => {
  test('that end other programs do nothing in a shell', async ({ electron, gantry, native, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const screen = await gantry.openShell('web');
    for (const keys of ['Control+w', 'Control+q', 'Control+Shift+W', 'Control+Shift+Q', 'Control+m']) {
      await native.press(gantry.page, keys);
    }
    // Ctrl+W took a word and Ctrl+M was Enter: both are the shell's.
    await gantry.page.keyboard.type('lost');
    await native.press(gantry.page, 'Control+w');
    await gantry.page.keyboard.type('echo "still $((40 + 2))"\n');
    await expect(screen).toContainText('still 42');
    await expect(screen).not.toContainText('not found');
    expect(await native.dialogs()).toEqual([]);
    expect(await native.window()).toMatchObject({ count: 1, minimized: false });
    expect(electron.app.process().exitCode).toBe(null);
  });

  test('zoom the page, and back', async ({ gantry, native }) => {
    await expect(gantry.containers).toBeVisible();
    await native.press(gantry.page, 'Control+=');
    await expect.poll(async () => (await native.window()).zoom).toBeGreaterThan(0);
    await native.press(gantry.page, 'Control+0');
    await expect.poll(async () => (await native.window()).zoom).toBe(0);
  });
});

test.describe('pasting into a shell', () => {
  test('by the Edit menu and by the shell’s own asks about several lines', async ({ gantry, native, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const { page, question } = gantry;
    const screen = await gantry.openShell('web');
    await page.evaluate(() => navigator.clipboard.writeText('echo one-$((1+1))\necho two-$((1+1))\n'));
    await native.choose('Paste');
    await expect(question).toContainText('Paste 2 lines into web?');
    await question.getByRole('button', { name: 'Cancel' }).click();
    // Nobody grants the page to read the clipboard: the window pastes.
    await gantry.shell('web').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Paste' }).click();
    await expect(question).toContainText('Paste 2 lines into web?');
    await question.getByRole('button', { name: 'Paste' }).click();
    await expect(screen).toContainText(/one-2[\s\S]*two-2/);
  });
});

test.describe('the theme', () => {
  test('that is chosen is Electron’s at once, and the window’s before its page at the next start', async ({
    electron,
    gantry,
    native,
    lab,
  }) => {
    await expect(gantry.containers).toBeVisible();
    for (const [label, source, background] of [
      ['Light', 'light', '#ffffff'],
      ['Dark', 'dark', '#161619'],
    ] as const) {
      await chooseTheme(gantry, label);
      await expect.poll(() => native.theme()).toEqual({ source, dark: source === 'dark', background });
    }
    await electron.stop('SIGTERM', 'keep');
    const next = await startElectronHost({ dockerHost: lab.dockerHost, dataDir: electron.dataDir });
    const first = await next.app.firstWindow();
    expect(await new Native(next.app).theme()).toEqual({ source: 'dark', dark: true, background: '#161619' });
    await expect
      .poll(() => first.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches).catch(() => undefined))
      .toBe(true);
    await next.stop();
  });
});

test.describe('a page that was taken over', () => {
  const open = (page: Page, url: string) => page.evaluate((url) => window.open(url) === null, url);

  test('opens no second window; safe addresses go to the browser', async ({ gantry, native }) => {
    const { page } = gantry;
    await expect(gantry.containers).toBeVisible();
    for (const url of ['https://example.com/', 'http://127.0.0.1:8080/', 'file:///etc/passwd', 'app://ui/', '']) {
      expect(await open(page, url), url).toBe(true);
    }
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<a id="link" target="_blank" href="https://example.org/">x</a>');
      document.getElementById('link')?.click();
    });
    const safe = ['https://example.com/', 'http://127.0.0.1:8080/', 'https://example.org/'];
    await expect.poll(() => native.opened()).toEqual(safe);
    expect((await native.window()).count).toBe(1);
  });

  test('has another computer’s unencrypted address opened only by the person', async ({ gantry, native }) => {
    const { page } = gantry;
    await expect(gantry.containers).toBeVisible();
    const url = 'http://192.0.2.7:8080/';
    await open(page, url);
    await expect
      .poll(async () => (await native.dialogs()).map(({ message }) => message))
      .toEqual(['Open 192.0.2.7:8080 in the browser?']);
    expect(await native.opened()).toEqual([]);
    await native.answer('Open');
    await open(page, url);
    await expect.poll(() => native.opened()).toEqual([url]);
    await open(page, 'ssh://192.0.2.7/');
    await expect.poll(async () => (await native.dialogs()).at(-1)?.message).toBe('This address is not opened.');
    expect(await native.opened()).toEqual([url]);
  });

  test('goes nowhere else', async ({ gantry, native, errors }) => {
    const { page } = gantry;
    await expect(gantry.containers).toBeVisible();
    const before = (await native.window()).url;
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'app://elsewhere/']) {
      await page.evaluate((url) => {
        location.href = url;
      }, url);
    }
    await expect(gantry.containers).toBeVisible();
    expect((await native.window()).url).toBe(before);
    // Chromium complains about the file itself.
    errors.length = 0;
  });

  test('may write to the clipboard, and nothing else', async ({ gantry }) => {
    await expect(gantry.containers).toBeVisible();
    const states = await gantry.page.evaluate(async () => {
      const names = ['clipboard-read', 'clipboard-write', 'geolocation', 'notifications', 'camera', 'microphone'];
      const asked = names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return [name, state] as const;
      });
      return Object.fromEntries(await Promise.all(asked));
    });
    expect(states).toEqual({
      'clipboard-read': 'denied',
      'clipboard-write': 'granted',
      geolocation: 'denied',
      notifications: 'denied',
      camera: 'denied',
      microphone: 'denied',
    });
  });

  test('runs no script of its own, and asks no server', async ({ gantry, errors }) => {
    await expect(gantry.containers).toBeVisible();
    const blocked = await gantry.page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        violations.push(effectiveDirective),
      );
      const script = document.createElement('script');
      script.textContent = 'window.pwned = true';
      document.body.append(script);
      await fetch('https://example.com/').catch(() => undefined);
      // The events come after what they are about.
      await new Promise((resolve) => setTimeout(resolve));
      return { violations, pwned: Reflect.get(window, 'pwned') };
    });
    expect(blocked).toEqual({ violations: ['script-src-elem', 'connect-src'], pwned: undefined });
    errors.length = 0;
  });

  test('has nothing of Node or Electron but one port', async ({ gantry }) => {
    const found = await gantry.page.evaluate(() => ({
      node: ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in window),
      gantry: Object.entries(window.gantry ?? {}).map(([name, value]) => `${name}: ${typeof value}`),
    }));
    expect(found).toEqual({ node: [], gantry: ['connect: function'] });
  });
});

const question = 'Quit Gantry? 1 shell would end.';

test.describe('ending', () => {
  for (const [way, end] of [
    [
      'its window is closed',
      (host) => host.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    ],
    ['it is quit', (host) => host.app.evaluate(({ app }) => app.quit())],
    ['SIGTERM comes', (host) => process.kill(host.pid, 'SIGTERM')],
  ] as const satisfies [string, (host: ElectronHost) => unknown][]) {
    test(`when ${way}, leaves nothing behind but its settings`, async ({ electron, gantry, native, docker }) => {
      await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
      await gantry.openShell('web');
      await gantry.page.keyboard.type('sleep 4242\n');
      await expect.poll(() => docker('top', 'web')).toContain('sleep 4242');
      expect(processesOf(electron.home)).not.toEqual([]);
      await chooseTheme(gantry, 'Dark');
      if (way !== 'SIGTERM comes') {
        // Once, with what would end; the first answer is that it goes on.
        await end(electron);
        await expect.poll(async () => (await native.dialogs()).map(({ message }) => message)).toEqual([question]);
        await native.answer('Quit');
      }
      void Promise.resolve(end(electron)).catch(() => undefined);
      expect(await electron.exited).toBe(0);
      await expectNothingLeft(electron);
      expect(setting(electron, 'theme')).toBe('dark');
      await expect.poll(() => docker('top', 'web')).not.toContain('sleep 4242');
    });
  }
});

test('the self-test passes and leaves nothing behind', async ({ lab }) => {
  const { code, output, left } = await runElectron({ dockerHost: lab.dockerHost, args: [root, '--self-test'] });
  expect({ code, left }, output).toEqual({ code: 0, left: [] });
});
