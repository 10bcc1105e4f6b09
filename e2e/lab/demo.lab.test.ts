import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { outcome } from './base/command.ts';
import { cliEnvironment, dockerOn } from './cli.ts';
import { populateDemo } from './demo.ts';
import { addCompose, type Shop } from './demo-shop.ts';
import { type Lab, startLab } from './lab.ts';
import { followTraces } from './traces.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const COLD_START_MS = 300_000; // the first demo of a machine downloads packages

let lab: Lab;
let shop: Shop;

beforeAll(async () => {
  lab = await startLab();
  shop = await populateDemo(lab);
}, COLD_START_MS);

afterAll(() => lab?.stop());

const docker = dockerOn(() => lab);

test('every section of the demo has something in it', async () => {
  expect((await docker('ps', '--all', '--quiet')).split('\n')).toHaveLength(8);
  expect(await docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}')).toContain('shop-web:1.4');
  const layers = await docker('image', 'inspect', '--format', '{{len .RootFS.Layers}}', 'shop-web:1.4');
  expect(Number(layers)).toBeGreaterThan(3);
  expect(await docker('network', 'ls', '--format', '{{.Name}}')).toContain('shop_default');
  expect((await docker('exec', 'shop-db-1', 'ls', '/var/lib/db')).split('\n')).toContain('catalogue.csv');
  expect(existsSync(`${shop.buildFolder}/Dockerfile`)).toBe(true);
});

test('the demo’s project goes down and up again by its file', { timeout: COLD_START_MS }, async () => {
  expect(await addCompose(lab, () => undefined)).toBe(true);
  expect(await docker('compose', 'ls', '--format', 'json')).toContain(shop.composeFile);
  const compose = (...args: string[]) => docker('compose', '--file', shop.composeFile, ...args);
  await compose('down');
  await compose('up', '--detach', '--wait');
  expect((await compose('ps', '--services')).split('\n').toSorted()).toEqual(['db', 'web']);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'nothing of a demo is left after %s',
  async (signal) => {
    const caller = spawn(process.execPath, ['--import', 'tsx', main, '--demo'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: caller.stdout });
    const [line] = (await once(lines, 'line')) as [string];
    const socket = line.replace('DOCKER_HOST=unix://', '');
    const dir = socket.slice(0, socket.lastIndexOf('/'));
    const { stdout } = await outcome('docker', ['ps', '--all', '--quiet'], cliEnvironment(dir, socket));
    expect(stdout.trim().split('\n')).toHaveLength(8);
    const traces = followTraces(dir);
    caller.kill(signal);
    await vi.waitFor(() => expect(traces()).toEqual([]), { timeout: 30_000, interval: 200 });
  },
  180_000,
);
