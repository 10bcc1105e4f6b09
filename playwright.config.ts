import { defineConfig } from '@playwright/test';
import type { EngineChoice } from './e2e/fixtures.ts';
import type { HostKind } from './e2e/host-fixtures.ts';
import { chromiumPath } from './scripts/chromium.ts';

/** One real engine and one Chromium at a time, unless the command line says otherwise: most machines have two cores. */
export default defineConfig<HostKind, EngineChoice>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  // Upper limits that also hold beside other work: whatever is waited for ends a wait when it comes.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  projects: [
    { name: 'browser', testIgnore: '**/electron-*.spec.ts', use: { hostKind: 'browser' } },
    // What is tagged so is about the engine as much as about the window.
    ...(['newer-docker', 'podman5'] as const).map((engineKind) => ({
      name: engineKind,
      grep: /@engines/,
      use: { hostKind: 'browser' as const, engineKind },
    })),
    // Every spec runs on either host; the name says what Electron it was.
    { name: process.env.ELECTRON ? 'electron' : 'electron-double', use: { hostKind: 'electron' } },
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      executablePath: chromiumPath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
