import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOptions } from '../../../e2e/fake/any-options.ts';
import { bareSpec } from '../../../e2e/fake/bare-spec.ts';
import { emptyForm, type RunForm } from '../../stores/shown/run-drafts.ts';
import { formOf } from '../../stores/shown/run-form.ts';
import { exposedRows, readForm } from './form.ts';
import { refusedFields } from './refused.ts';

const form: RunForm = emptyForm('busybox');
const port = { hostIp: '', hostPort: '', containerPort: '', protocol: 'tcp' } as const;
const mount = { type: 'volume', source: '', target: '', readOnly: false } as const;

test('an image is enough; rows that were left empty do not count', () => {
  const { spec, errors } = readForm({ ...form, ports: [port], mounts: [mount], env: [{ name: '', value: '' }] });
  expect([...errors]).toEqual([]);
  expect(spec).toEqual({
    image: 'busybox',
    restart: 'no',
    tty: false,
    autoRemove: false,
    start: true,
    env: [],
    labels: [],
    ports: [],
    mounts: [],
  });
});

test('what was typed is read in the units of the engine', () => {
  const { spec } = readForm({
    ...form,
    name: ' web ',
    command: `sh -c 'sleep 9'`,
    env: [{ name: 'A', value: ' b=c ' }],
    ports: [{ ...port, hostPort: '8080', containerPort: '80' }],
    mounts: [{ ...mount, type: 'bind', source: '/etc', target: '/x', readOnly: true }],
    restart: 'on-failure',
    maxRetries: '3',
    memory: '64m',
    cpus: '0,5',
  });
  expect(spec).toMatchObject({
    name: 'web',
    command: ['sh', '-c', 'sleep 9'],
    env: [['A', ' b=c ']],
    ports: [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
    mounts: [{ type: 'bind', source: '/etc', target: '/x', readOnly: true }],
    maxRetries: 3,
    memory: 67_108_864,
    cpus: 0.5,
  });
});

test('whatever a spec says, the form that it fills asks for it', () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      // A field has no blanks around what is typed.
      const { healthCommand: check } = options;
      fc.pre(check === undefined || check.trim() === check);
      const { spec, errors } = readForm(formOf({ ...bareSpec, ...options }));
      expect(spec).toEqual({ ...bareSpec, ...options });
      expect([...errors]).toEqual([]);
    }),
  );
});

describe('what is wrong is said at its field', () => {
  test.each<[string, Partial<RunForm>]>([
    ['image', { image: '' }],
    ['image', { image: 'Not An Image' }],
    ['name', { name: 'a b' }],
    ['command', { command: "echo 'a" }],
    ['workdir', { workdir: 'app' }],
    ['user', { user: 'a:b:c' }],
    [
      'env.1',
      {
        env: [
          { name: 'A', value: '' },
          { name: '', value: 'x' },
        ],
      },
    ],
    ['env.0', { env: [{ name: 'A=B', value: 'x' }] }],
    [
      'env.1',
      {
        env: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      },
    ],
    ['ports.0.containerPort', { ports: [{ ...port, hostPort: '80' }] }],
    ['ports.0.hostPort', { ports: [{ ...port, hostPort: '70000', containerPort: '80' }] }],
    ['ports.0.hostIp', { ports: [{ ...port, hostIp: 'localhost', containerPort: '80' }] }],
    ['ports.1.hostPort', { ports: ['80', '81'].map((inside) => ({ ...port, hostPort: '8', containerPort: inside })) }],
    ['mounts.0.source', { mounts: [{ ...mount, type: 'bind', source: 'data', target: '/a' }] }],
    ['mounts.0.target', { mounts: [{ ...mount, source: 'data' }] }],
    ['restart', { restart: 'always', autoRemove: true }],
    ['maxRetries', { restart: 'on-failure', maxRetries: 'x' }],
    ['memory', { memory: 'much' }],
    ['memory', { memory: '1k' }],
    ['cpus', { cpus: '0' }],
    ['hostname', { hostname: 'a b' }],
    ['dns', { dns: '1.1.1.1 google' }],
    ['extraHosts', { extraHosts: 'db' }],
    ['capAdd', { capAdd: 'net-admin' }],
    ['devices', { devices: 'fuse' }],
    ['devices', { devices: '"/dev/fuse' }],
    ['shmSize', { shmSize: 'big' }],
    ['pidsLimit', { pidsLimit: '0' }],
    ['memorySwap', { memorySwap: '1g' }],
    ['memorySwap', { memory: '2g', memorySwap: '1g' }],
    ['ulimits', { ulimits: 'nofile=9:1' }],
    ['sysctls', { sysctls: 'a' }],
    ['healthInterval', { healthInterval: '30' }],
    ['healthCommand', { healthCommand: 'true', noHealthcheck: true }],
    ['stopSignal', { stopSignal: 'SIG!' }],
    ['stopTimeout', { stopTimeout: '-2' }],
  ])('%s', (field, more) => {
    const { errors, spec } = readForm({ ...form, ...more });
    expect([...errors.keys()]).toEqual([field]);
    expect(spec).toBeUndefined();
  });

  test('and whatever is typed, there is either a spec or an error', () => {
    const text = fc.string({ maxLength: 12 });
    const typed = fc.record({
      image: text,
      name: text,
      command: text,
      user: text,
      memory: text,
      cpus: text,
      network: text,
    });
    fc.assert(
      fc.property(typed, (more) => {
        const { errors, spec } = readForm({ ...form, ...more });
        expect(spec === undefined).toBe(errors.size > 0);
      }),
    );
  });
});

test('an engine’s refusal lands on the row that it names', () => {
  const typed = { ...form, ports: ['80', '8080'].map((hostPort) => ({ ...port, hostPort, containerPort: '1' })) };
  const refusal = (detail: string) => [
    ...refusedFields(
      { code: 'conflict', reason: 'port-unpublishable', params: {}, detail, field: 'ports' },
      typed,
    ).keys(),
  ];
  expect(refusal('Bind for 0.0.0.0:8080 failed: port is already allocated')).toEqual(['ports.1.hostPort']);
  expect(refusal('address already in use')).toEqual(['ports']);
  const group = {
    code: 'invalid-input',
    reason: 'user-missing',
    params: {},
    detail: 'Unable to find group x',
  } as const;
  expect([...refusedFields({ ...group, field: 'user' }, { ...form, groups: 'x' }).keys()]).toEqual(['groups']);
  expect([...refusedFields({ ...group, field: 'user' }, { ...form, user: 'a:x' }).keys()]).toEqual(['user']);
  expect(refusedFields({ code: 'internal', reason: 'engine-failed', params: {} }, typed).size).toBe(0);
});

test('the ports that an image exposes become rows; what is no port does not', () => {
  expect(exposedRows(['80/tcp', '53/udp', '8080', 'x', '1/ipx', ''])).toEqual([
    { ...port, containerPort: '80' },
    { ...port, containerPort: '53', protocol: 'udp' },
    { ...port, containerPort: '8080' },
  ]);
});
