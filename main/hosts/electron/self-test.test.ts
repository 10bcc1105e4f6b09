import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, Session } from 'electron';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { MainWire } from '../../../app/rpc/wire.ts';
import { FakePort, BrowserWindow as FakeWindow, fake } from '../../../e2e/fake/electron.ts';
import { asPort } from '../../../e2e/fake/port.ts';
import { connectChannel } from './channel.ts';
import { portWire } from './port-wire.ts';
import { selfTest } from './self-test.ts';
import { startHost } from './start.ts';

vi.mock('./log.ts', () => ({ log: () => undefined }));

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'out-'));
  await mkdir(join(out, 'renderer'));
  await writeFile(join(out, 'renderer', 'index.html'), '<!doctype html>');
});
afterAll(() => rm(out, { recursive: true }));
beforeEach(() => fake.reset());

interface Report {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, boolean>>;
  readonly complaints: readonly string[];
}

/** An app that answers every stream with one item. */
function serve(wire: MainWire): void {
  wire.onMessage((message) => {
    if (message.t === 'open') wire.send({ t: 'item', id: message.id, value: 1 });
  });
}

const done = () => Promise.resolve();

/** Runs the self-test with a page that behaves as told, and reads what it prints. */
async function run(behave: (port: FakePort) => void, folder = out): Promise<Report> {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line, ...rest: unknown[]) => {
    lines.push(String(line));
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  });
  startHost({
    createApp: () =>
      Promise.resolve({
        serve,
        countFault: () => undefined,
        running: () => '',
        looks: () => noLooks(),
        check: () => Promise.resolve({ searchesLogs: true }),
        end: done,
        announce: done,
        unkept: undefined,
      }),
    chosenLook: () => Promise.resolve({ theme: 'system', contrast: 'system' }),
    argv: ['--self-test'],
    out: folder,
  });
  await fake.becomeReady();
  const { webContents } = fake.window;
  webContents.emit('did-finish-load');
  const port = new FakePort();
  fake.postToMain(connectChannel, webContents, [port]);
  behave(port);
  await vi.waitFor(() => expect(fake.callsOf('app.exit')).toHaveLength(1));
  vi.restoreAllMocks();
  expect(lines).toHaveLength(1);
  await rm(String(fake.firstCall('app.setPath')[1]), { recursive: true });
  return JSON.parse(lines.join('')) as Report;
}

const open = { t: 'open', id: 1, op: 'settings.watch', params: {}, credit: 1 };

test('a page that asks, reads and goes on passes; nothing is opened outside', async () => {
  const report = await run((port) => {
    port.send(open);
    setTimeout(() => port.send({ t: 'credit', id: 1, n: 1 }), 20);
  });
  expect(report).toMatchObject({
    ok: true,
    checks: { pageLoads: true, answersThePage: true, sendsThePolicy: true, refusesForeignPrograms: true },
  });
  expect(fake.callsOf('app.exit')).toEqual([[0]]);
  expect(fake.callsOf('shell.openExternal')).toEqual([]);
  expect(fake.callsOf('app.setPath')).toHaveLength(1);
});

test('a complaint on the console fails it', async () => {
  const report = await run((port) => {
    fake.window.webContents.complain('Refused to load');
    port.send(open);
    setTimeout(() => port.send({ t: 'credit', id: 1, n: 1 }), 20);
  });
  expect(report).toMatchObject({ ok: false, complaints: ['Refused to load'] });
  expect(fake.callsOf('app.exit')).toEqual([[1]]);
});

test('a preload that fails fails it', async () => {
  const report = await run((port) => {
    fake.window.webContents.emit('preload-error', {}, '/p', new Error('module not found: fs'));
    port.send(open);
    setTimeout(() => port.send({ t: 'credit', id: 1, n: 1 }), 20);
  });
  expect(report).toMatchObject({ ok: false, complaints: ['module not found: fs'] });
});

test('a copy without its page fails at once', async () => {
  const report = await run(() => undefined, join(out, 'missing'));
  expect(report.ok).toBe(false);
  expect(report.complaints[0]).toContain('Gantry cannot find its page');
  expect(fake.callsOf('dialog.showErrorBox')).toEqual([]);
});

test('a page that asks but never takes the answer fails it', async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await fake.becomeReady();
  const selfTested = selfTest(fake.session as unknown as Session, 50);
  selfTested.run(new FakeWindow({}) as unknown as BrowserWindow, () => Promise.resolve({ searchesLogs: false }));
  const port = new FakePort();
  serve(selfTested.observe(portWire(asPort(port))));
  port.send(open);
  await vi.waitFor(() => expect(written).toHaveBeenCalledOnce());
  const report = JSON.parse(String(written.mock.lastCall?.[0])) as Report;
  vi.restoreAllMocks();
  expect(port.received).toHaveLength(1);
  expect(report.checks).toMatchObject({
    answersThePage: false,
    pageLoads: false,
    searchesLogs: false,
    sendsThePolicy: false,
  });
});

async function* noLooks(): AsyncGenerator<never, void> {}
