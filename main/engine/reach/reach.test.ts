import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReachReport } from '../../../app/engines/reach.ts';
import { certificates } from '../../../e2e/fake/certificates.ts';
import {
  answer,
  jsonAnswer,
  type RawAnswer,
  type RawEngine,
  type RawPlace,
  startRawEngine,
} from '../../../e2e/fake/raw-engine.ts';
import type { Address } from '../endpoints/endpoints.ts';
import type { Machine } from '../endpoints/machine.ts';
import { reachStepwise } from './reach.ts';
import { remedyFor } from './remedies.ts';

const never = new AbortController().signal;
let folder: string;
let engines: RawEngine[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reach-'));
});
afterEach(async () => {
  for (const engine of engines) await engine.close();
  engines = [];
  await rm(folder, { recursive: true });
});

const machine = (more: Partial<Machine> = {}): Machine => ({
  env: {},
  home: folder,
  platform: 'linux',
  uid: 1000,
  root: folder,
  ...more,
});

async function raw(answers: Readonly<Record<string, RawAnswer>> = {}, place: RawPlace = 'unix'): Promise<RawEngine> {
  const engine = await startRawEngine(answers, place);
  engines.push(engine);
  return engine;
}

/** The last report of a way. */
async function end(address: Address, on: Machine = machine()): Promise<ReachReport> {
  let last: ReachReport = { steps: [] };
  for await (const report of reachStepwise(address, on, never)) last = report;
  return last;
}

/** Steps in short: `socket passed`; of one that failed, why, and the command. */
const short = ({ steps }: ReachReport): string[] =>
  steps.map(({ id, state, problem, command }) => [id, state, problem?.reason, command].filter(Boolean).join(' '));

describe('a way to an engine', () => {
  test('of this machine is gone step by step, and each is told as it begins and ends', async () => {
    const { address } = await raw();
    const told: string[][] = [];
    for await (const report of reachStepwise(address, machine(), never)) told.push(short(report));
    expect(told[0]).toEqual([
      'address running',
      'socket waiting',
      'permission waiting',
      'listener waiting',
      'engine waiting',
      'version waiting',
      'features waiting',
    ]);
    expect(told).toHaveLength(14);
    expect(told.at(-1)?.every((step) => step.endsWith('passed'))).toBe(true);
  });

  test('says who answered', async () => {
    const { address } = await raw();
    const report = await end(address);
    expect(report.version).toMatchObject({ product: 'Docker', version: '20.10.24', api: '1.41' });
    expect(report.steps.find(({ id }) => id === 'engine')?.found).toBe('Docker 20.10.24');
  });

  test('over the network looks the name up, and looks at the certificate', async () => {
    const plain = await raw({}, 'tcp');
    expect(short(await end(plain.address)).slice(0, 4)).toEqual([
      'address passed',
      'name passed',
      'listener passed',
      'engine passed',
    ]);
    const secure = await end((await raw({}, 'tls')).address);
    expect(secure.steps.find(({ id }) => id === 'tls')).toMatchObject({
      state: 'passed',
      found: expect.stringMatching(/^TLSv1\.\d, engine, .*2120/),
    });
    expect(secure.steps.at(-1)?.state).toBe('passed');
  });
});

describe('a way that ends early', () => {
  const docker = () => join(folder, 'run/docker.sock');

  test.each<[string, Address, Partial<Machine>, string]>([
    ['Docker', { kind: 'unix', path: '/run/docker.sock' }, {}, 'sudo systemctl start docker'],
    ['Docker for root', { kind: 'unix', path: '/run/docker.sock' }, { uid: 0 }, 'systemctl start docker'],
    [
      'Podman of one’s own',
      { kind: 'unix', path: '/run/user/1000/podman/podman.sock' },
      {},
      'systemctl --user enable --now podman.socket',
    ],
    ['Podman', { kind: 'unix', path: '/run/podman/podman.sock' }, {}, 'sudo systemctl enable --now podman.socket'],
    ['Colima', { kind: 'unix', path: '/home/me/.colima/work/docker.sock' }, {}, 'colima start work'],
    ['Docker for Mac', { kind: 'unix', path: '/var/run/docker.sock' }, { platform: 'darwin' }, 'open -a Docker'],
  ])('because %s does not run says how it is started', async (_, address, more, command) => {
    await mkdir(join(folder, 'run/systemd/system'), { recursive: true });
    const because = { code: 'engine-unreachable', reason: 'no-socket', params: {} } as const;
    expect(await remedyFor(because, address, machine(more))).toBe(command);
  });

  test('knows services where systemd does not run', async () => {
    const because = { code: 'engine-unreachable', reason: 'no-socket', params: {} } as const;
    const address = { kind: 'unix', path: '/var/run/docker.sock' } as const;
    expect(await remedyFor(because, address, machine())).toBe('sudo service docker start');
  });

  test('because there is no socket goes no further', async () => {
    expect(short(await end({ kind: 'unix', path: docker() })).slice(0, 3)).toEqual([
      'address passed',
      'socket failed no-socket',
      'permission waiting',
    ]);
  });

  test('because a file is none, or nobody listens any more, says so', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(short(await end({ kind: 'unix', path: join(folder, 'file') }))[1]).toBe('socket failed not-a-socket');
    const { address } = await raw();
    if (address.kind !== 'unix') throw new Error();
    const dead = join(folder, 'dead.sock');
    // Its file stays when the process that listens is killed, as a hard link does here.
    const server = createServer().listen(join(folder, 'live.sock'));
    await new Promise((resolve) => server.once('listening', resolve));
    await link(join(folder, 'live.sock'), dead);
    await new Promise((resolve) => server.close(resolve));
    expect(short(await end({ kind: 'unix', path: dead }))[3]).toBe('listener failed nothing-listens');
  });

  test('because the socket is another group’s says which to join', async () => {
    const { address } = await raw();
    if (address.kind !== 'unix') throw new Error();
    await mkdir(join(folder, 'etc'));
    await writeFile(join(folder, 'etc/group'), `docker:x:${process.getgid?.() ?? 0}:\n`);
    const because = { code: 'permission-denied', reason: 'socket-denied', params: {} } as const;
    expect(await remedyFor(because, address, machine())).toMatch(/^sudo usermod -aG docker \S+$/);
  });

  test('because a port is closed, plain or of TLS says so', async () => {
    const gone = await raw({}, 'tcp');
    const { address } = gone;
    await gone.close();
    engines = [];
    expect(short(await end(address))[2]).toBe('listener failed nothing-listens');
    const plain = createServer((socket) => {
      socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as AddressInfo;
    const tls = { ca: certificates.engine.cert, skipVerify: false };
    expect(short(await end({ kind: 'tcp', host: '127.0.0.1', port, tls }))[3]).toBe('tls failed no-tls-here');
    await new Promise((resolve) => plain.close(resolve));
    const stranger = (await raw({}, 'stranger')).address;
    expect(short(await end(stranger))[3]).toBe('tls failed certificate-authority-unknown');
  });

  test('because who answers is no engine, or one of another age, says which', async () => {
    const page = await raw({ 'GET /_ping': answer('<html>', '200 OK') });
    expect(short(await end(page.address))[4]).toBe('engine failed not-an-engine');
    const old = await raw({ 'GET /version': jsonAnswer({ ApiVersion: '1.12', Version: '1.0', Os: 'linux' }) });
    expect(short(await end(old.address)).slice(4)).toEqual([
      'engine passed',
      'version failed engine-too-old',
      'features waiting',
    ]);
  });

  test('because the address is none says why', async () => {
    expect(short(await end({ kind: 'invalid', reason: 'ftp://x' }))[0]).toBe('address failed address-invalid');
    expect(short(await end({ kind: 'ssh', url: 'ssh://-x' }))[0]).toBe('address failed ssh-address-invalid');
  });

  test('because it is given up ends without a word', async () => {
    const { address } = await raw({ 'GET /_ping': () => {} });
    const stop = new AbortController();
    const told: ReachReport[] = [];
    for await (const report of reachStepwise(address, machine(), stop.signal)) {
      told.push(report);
      if (report.steps[4]?.state === 'running') stop.abort();
    }
    expect(told.at(-1)?.steps[4]?.state).toBe('running');
  });
});
