import { describe, expect, test } from 'vitest';
import type { ContainerSpec, SpecField } from '../../../../app/create.ts';
import { optionWords } from '../../../../app/derive/run-options.ts';
import { toProblem } from '../../../../app/rpc/problem.ts';
import { bareSpec } from '../../../../e2e/fake/bare-spec.ts';
import { onEachEngine } from '../../../../e2e/lab/engines.ts';
import { dockerEngine } from '../engine.ts';

const { signal } = new AbortController();

const options: Partial<ContainerSpec> = {
  stdin: true,
  init: true,
  readOnlyRoot: true,
  hostname: 'web',
  dns: ['1.1.1.1'],
  dnsSearch: ['gantry.invalid'],
  extraHosts: [['db', '10.0.0.9']],
  capAdd: ['NET_ADMIN', 'SYS_TIME'],
  capDrop: ['CHOWN', 'KILL'],
  securityOptions: ['no-new-privileges'],
  groups: ['1234'],
  devices: [{ source: '/dev/zero', target: '/dev/gantry', permissions: 'rwm' }],
  shmSize: 32 * 2 ** 20,
  pidsLimit: 200,
  memory: 64 * 2 ** 20,
  memorySwap: 96 * 2 ** 20,
  publishAll: true,
  sysctls: [['net.ipv4.ip_forward', '0']],
  logDriver: 'json-file',
  logOptions: [['max-size', '1m']],
  healthCommand: 'true || exit 1',
  healthInterval: 40_000,
  healthTimeout: 5000,
  healthStartPeriod: 2000,
  healthRetries: 2,
  stopSignal: 'SIGQUIT',
  stopTimeout: 3,
};

/** Podman tells neither kernel settings nor options of logs, a signal by its number, and limits beside its own. */
const untold = ['sysctls', 'logDriver', 'logOptions', 'stopSignal'];
const asPodmanTells = {
  ...Object.fromEntries(Object.entries(options).filter(([name]) => !untold.includes(name))),
  stopSignal: '3',
};
/** What it adds of its own accord: a mark that there is an init, places to write beside a root that is read only, and more. */
const addedByPodman = [
  'HostConfig.Annotations',
  'HostConfig.Tmpfs',
  'HostConfig.Ulimits',
  'NetworkSettings.Networks.podman.Aliases',
];

/** Not the number of open files: a runtime in Go now and then leaves what it has raised for itself. */
const lookAtLimits = `awk '/msgqueue/ { print $4; print $5 }' /proc/self/limits`;
/** What a program inside sees of the others, a line each. */
const look = [
  'hostname',
  'grep -c "10.0.0.9.*db" /etc/hosts',
  'grep -c "nameserver 1.1.1.1" /etc/resolv.conf',
  'grep -c gantry.invalid /etc/resolv.conf',
  'cat /proc/sys/net/ipv4/ip_forward',
  'grep NoNewPrivs /proc/self/status | cut -f 2',
  'df -k /dev/shm | tail -1 | awk "{print \\$2}"',
  'touch /x 2>/dev/null || echo read-only',
  '[ -c /dev/gantry ] && echo device',
  'id -G | grep -c 1234',
  'cat /proc/1/comm | grep -c init',
].join('; ');

describe('options of a container', () => {
  onEachEngine((tested, kind) => {
    const isPodman = kind.startsWith('podman');
    const engine = () => dockerEngine({ kind: 'unix', path: tested().socket });

    test('are in force inside, and are read back from its inspect', async () => {
      const { containers, images } = engine();
      // Podman 4 asks its runtime for a limit of processes beside any other one, which that may not set here.
      const limits = kind === 'podman4' ? [] : [{ name: 'msgqueue', soft: 512, hard: 1024 } as const];
      const limited = limits.length > 0 ? { ulimits: limits } : {};
      const asked = { ...bareSpec, ...options, ...limited, command: ['sleep', '1000'] };
      const { id } = await containers.create(asked, signal);
      try {
        await containers.launch(id, signal);
        const seen = await tested().cli('exec', id, 'sh', '-c', limits.length > 0 ? `${lookAtLimits}; ${look}` : look);
        expect(seen.stdout.trim().split('\n')).toEqual([
          ...limits.flatMap(({ soft, hard }) => [String(soft), String(hard)]),
          'web',
          '1',
          '1',
          '1',
          '0',
          '1',
          '32768',
          'read-only',
          'device',
          '1',
          '1',
        ]);
        const made = await containers.inspect(id, signal);
        const image = await images.inspect(made.imageId.replace('sha256:', ''), signal);
        const { spec, rest } = await containers.readSpec(made, image, signal);
        const told: Partial<ContainerSpec> = isPodman ? asPodmanTells : { ...options, ...limited };
        // Podman 4 tells the ports that it found instead.
        const { publishAll, ...others } = told;
        expect(spec).toMatchObject(kind === 'podman4' ? others : { publishAll, ...others });
        const own = isPodman ? addedByPodman : [];
        expect(own).toEqual(expect.arrayContaining(rest.map(({ field }) => field)));
      } finally {
        await containers.remove(id, true, signal);
      }
    });

    test.each<[SpecField, Partial<ContainerSpec>]>([
      ['capAdd', { capAdd: ['NOSUCH'] }],
      ['capDrop', { capDrop: ['NOSUCH'] }],
      ['devices', { devices: [{ source: '/dev/nosuch', target: '/dev/a', permissions: 'r' }] }],
      ['sysctls', { sysctls: [['kernel.nosuch', '1']] }],
      ['logDriver', { logDriver: 'nosuch' }],
      ['logOptions', { logDriver: 'json-file', logOptions: [['nosuch', '1']] }],
      ['stopSignal', { stopSignal: 'SIGNOSUCH' }],
      ['ulimits', { ulimits: [{ name: 'nofile', soft: 2 ** 40, hard: 2 ** 40 }] }],
    ])('%s that cannot be is told at its field', async (field, more) => {
      const { containers } = engine();
      const made: string[] = [];
      const run = async () => {
        const { id } = await containers.create({ ...bareSpec, ...more, command: ['sleep', '1000'] }, signal);
        made.push(id);
        await containers.launch(id, signal);
      };
      const problem = await run().then(() => undefined, toProblem);
      for (const id of made) await containers.remove(id, true, signal);
      // Podman takes options of logs that it does not know.
      const isTaken = isPodman && field === 'logOptions';
      expect(problem && [problem.code, problem.field]).toEqual(isTaken ? undefined : ['invalid-input', field]);
    });

    test('that nobody asked for are none of it', async () => {
      const { containers, images } = engine();
      const { id } = await containers.create({ ...bareSpec, name: 'gantry-bare' }, signal);
      const made = await containers.inspect(id, signal);
      const image = await images.inspect(made.imageId.replace('sha256:', ''), signal);
      const { spec, rest } = await containers.readSpec(made, image, signal);
      await containers.remove(id, true, signal);
      expect(optionWords(spec)).toEqual([]);
      expect(rest.map(({ field }) => field)).toEqual(isPodman ? ['HostConfig.Ulimits'] : []);
    });
  });
});
