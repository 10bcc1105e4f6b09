import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { command, outcome } from './base/command.ts';
import { killWithSupervisor, startLabProcess } from './caller.ts';
import { cliEnvironment, dockerOn } from './cli.ts';
import { type Lab, type LabOptions, startLab } from './lab.ts';
import { freePort } from './registry.ts';
import { followTraces, givenBack } from './traces.ts';

const labs: Lab[] = [];
const callers: ChildProcess[] = [];

afterEach(async () => {
  for (const caller of callers.splice(0)) caller.kill('SIGKILL'); // its lab ends by itself
  await Promise.all(labs.splice(0).map((lab) => lab.stop()));
});

async function start(options?: LabOptions): Promise<Lab> {
  const lab = await startLab(options);
  labs.push(lab);
  return lab;
}

const docker = (lab: Lab, ...args: string[]): Promise<string> => dockerOn(() => lab)(...args);

const webScript = 'mkdir -p /www; echo "$0" >/www/index.html; exec httpd -f -p 80 -h /www';

/** Runs a web server that says `text` and gives its address. */
async function serve(lab: Lab, text: string): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  await docker(lab, 'run', '-d', '--name', 'web', '-p', `${address}:80`, 'busybox', 'sh', '-c', webScript, text);
  return `http://${address}/`;
}

async function says(url: string): Promise<string> {
  return (await (await fetch(url, { signal: AbortSignal.timeout(2000) })).text()).trim();
}

/** Starts main.ts as a process of its own and puts a container with a restart policy on a network of its own in it. */
async function startCaller(): Promise<{ caller: ChildProcess; dir: string; traces: () => string[] }> {
  const { caller, socket, dir } = await startLabProcess(['--registry'], (one) => callers.push(one));
  const env = cliEnvironment(dir, socket);
  const run = ['run', '-d', '--restart', 'always', '--network', 'shop', '-v', 'data:/data', 'busybox', 'sleep', '999'];
  for (const args of [
    ['network', 'create', '--subnet', '192.168.213.0/24', 'odd'],
    ['network', 'create', 'shop'],
    run,
  ]) {
    const { code, stderr } = await outcome('docker', args, env);
    if (code !== 0) throw new Error(stderr);
  }
  const traces = followTraces(dir);
  expect(traces().length).toBeGreaterThan(5);
  return { caller, dir, traces };
}

/** The letter by which the kernel names what a process does; `T` is stopped. */
function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '';
}

/** How many calls at a socket nobody has taken yet: of those the kernel says `02`, connecting (`net/unix/af_unix.c`). */
function callsAt(socket: string): number {
  const calls = readFileSync('/proc/net/unix', 'utf8').split('\n');
  return calls.filter((call) => call.endsWith(` ${socket}`) && call.split(/ +/)[5] === '02').length;
}

/** Whether the bridge of the caller's network with a subnet of its own is there. */
async function hasOddBridge(): Promise<boolean> {
  return (await command('ip', ['-oneline', 'addr'])).includes(' 192.168.213.1/');
}

test('two labs run side by side and end apart', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  const traces = followTraces(one!.dir);
  expect(one!.dir).not.toBe(two!.dir);
  const [first, second] = await Promise.all([serve(one!, 'first'), serve(two!, 'second')]);
  await vi.waitFor(async () => expect([await says(first), await says(second)]).toEqual(['first', 'second']), 5000);
  await one!.stop();
  await vi.waitFor(() => expect(traces()).toEqual([]), givenBack);
  expect(await says(second)).toBe('second');
  expect(await docker(two!, 'ps', '--format', '{{.Names}} {{.State}}')).toBe('web running');
});

test('an engine that is killed and started again still has its containers', async () => {
  const lab = await start();
  await docker(lab, 'run', '-d', '--name', 'worker', '--stop-timeout', '1', 'busybox', 'sleep', '999');
  await docker(lab, 'run', '--name', 'job', 'busybox', 'true');
  const before = lab.engine.pid();
  await lab.engine.kill('SIGKILL');
  expect((await lab.cli('ps')).code).not.toBe(0);
  await lab.engine.start();
  expect(lab.engine.pid()).not.toBe(before);
  expect((await docker(lab, 'ps', '-a', '--format', '{{.Names}}')).split('\n').sort()).toEqual(['job', 'worker']);
  await docker(lab, 'start', 'worker');
});

test('with live restore a container does not notice the death of its engine', async () => {
  const lab = await start({ liveRestore: true });
  const traces = followTraces(lab.dir);
  const url = await serve(lab, 'still here');
  const state = (): Promise<string> => docker(lab, 'inspect', '--format', '{{.State.Pid}} {{.State.StartedAt}}', 'web');
  const before = await state();
  await lab.engine.kill('SIGKILL');
  await lab.engine.start();
  expect(await state()).toBe(before);
  await vi.waitFor(async () => expect(await says(url)).toBe('still here'), 5000);
  await lab.engine.kill('SIGTERM');
  await lab.stop();
  await vi.waitFor(() => expect(traces()).toEqual([]), givenBack);
});

test('a frozen engine is silent until it is thawed, and does not hinder the end', async () => {
  const lab = await start();
  const traces = followTraces(lab.dir);
  lab.engine.pause();
  await vi.waitFor(() => expect(stateOf(lab.engine.pid())).toBe('T'), givenBack);
  let isAnswered = false;
  const answer = lab.cli('version', '--format', '{{.Server.Version}}').finally(() => (isAnswered = true));
  await vi.waitFor(() => expect(callsAt(lab.socket)).toBe(1), givenBack);
  expect(isAnswered).toBe(false);
  lab.engine.resume();
  expect((await answer).code).toBe(0);
  await docker(lab, 'run', '-d', '--name', 'frozen', 'busybox', 'sleep', '999');
  await docker(lab, 'pause', 'frozen');
  lab.engine.pause();
  await lab.stop();
  await vi.waitFor(() => expect(traces()).toEqual([]), givenBack);
});

test('an image goes to the registry and comes back', async () => {
  const lab = await start({ registry: true });
  const name = `${lab.registry}/team/busybox:1`;
  await docker(lab, 'tag', 'busybox', name);
  await docker(lab, 'push', name);
  await docker(lab, 'rmi', name, 'busybox');
  await docker(lab, 'pull', name);
  expect(await docker(lab, 'run', '--rm', name, 'echo', 'back')).toBe('back');
});

test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('nothing is left when the caller ends by %s', async (signal) => {
  const { caller, traces } = await startCaller();
  expect(await hasOddBridge()).toBe(true);
  caller.kill(signal);
  await vi.waitFor(() => expect(traces()).toEqual([]), givenBack);
  expect(await hasOddBridge()).toBe(false);
});

test('the next start removes what a killed supervisor left', async () => {
  const { caller, dir, traces } = await startCaller();
  expect(await hasOddBridge()).toBe(true);
  await killWithSupervisor({ caller, dir });
  expect(traces().length).toBeGreaterThan(5);
  const next = await start();
  expect(await docker(next, 'ps', '-aq')).toBe('');
  expect(await docker(next, 'network', 'ls', '-q', '--filter', 'name=shop')).toBe('');
  await next.stop();
  await vi.waitFor(() => expect(traces()).toEqual([]), givenBack);
  expect(await hasOddBridge()).toBe(false);
});

test('the machine itself is not changed: no forwarding, no mounts', async () => {
  const forwarding = readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8');
  const lab = await start();
  await docker(lab, 'run', '--rm', 'busybox', 'true');
  expect(readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8')).toBe(forwarding);
  expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(lab.dir);
});
