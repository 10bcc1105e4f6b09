import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOptions } from '../../../e2e/fake/any-options.ts';
import { bareSpec } from '../../../e2e/fake/bare-spec.ts';
import { minMemory } from '../../container/limits.ts';
import { ContainerSpec, type MountSpec } from '../../create.ts';
import { runCommand } from '../run-command.ts';
import { type RunLine, readRunLine } from './run-line.ts';

function read(line: string): RunLine {
  const found = readRunLine(line);
  if ('fault' in found) throw new Error(found.fault.reason);
  return found;
}

describe('the line that is shown for a spec reads back as it', () => {
  const text = fc.string({ maxLength: 20, unit: 'grapheme' }).filter((one) => !one.includes('\0'));
  const word = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{1,12}$/);
  const present = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const named = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
    fc.uniqueArray(fc.tuple(name, value), { maxLength: 4, selector: ([one]) => one });
  const path = text.map((name) => `/${name.replaceAll('\n', '')}`);
  const mount: fc.Arbitrary<MountSpec> = fc.record({ target: path, readOnly: fc.boolean() }).chain((more) =>
    fc.oneof(
      path.map((source) => ({ type: 'bind' as const, source, ...more })),
      present(word).map((source = '') => ({ type: 'volume' as const, source, ...more })),
      fc.constant({ type: 'tmpfs' as const, source: '', ...more }),
    ),
  );
  const spec = fc
    .record({
      image: fc.constantFrom('nginx', 'ghcr.io/a/b:1', `x@sha256:${'a'.repeat(64)}`),
      name: present(word),
      command: present(fc.array(text, { minLength: 1, maxLength: 4 })),
      entrypoint: present(fc.array(text, { minLength: 1, maxLength: 1 })),
      workdir: present(path),
      user: present(fc.constantFrom('1000', 'a:b')),
      env: named(word, fc.constant('')),
      labels: named(
        text.filter((name) => name !== '' && !name.includes('=')),
        text,
      ),
      ports: fc.array(
        fc
          .record({
            hostIp: present(fc.constantFrom('127.0.0.1', '::1')),
            hostPort: present(fc.integer({ min: 1, max: 65_535 })),
            containerPort: fc.integer({ min: 1, max: 65_535 }),
            protocol: fc.constantFrom('tcp', 'udp', 'sctp'),
          })
          .map(present_),
        { maxLength: 3 },
      ),
      mounts: fc.array(mount, { maxLength: 3 }),
      network: present(word),
      memory: present(fc.integer({ min: minMemory, max: 2 ** 50 })),
      cpus: present(fc.integer({ min: 1, max: 100_000 }).map((hundredths) => hundredths / 100)),
      tty: fc.boolean(),
      start: fc.boolean(),
      policy: fc.constantFrom(
        { restart: 'no', autoRemove: true },
        { restart: 'always', autoRemove: false },
        { restart: 'on-failure', autoRemove: false, maxRetries: 7 },
      ),
      options: anyOptions,
    })
    .map(({ policy, options, ...rest }) => present_({ ...rest, ...policy, ...options }) as ContainerSpec);

  /** Without what is absent. */
  function present_<T extends object>(value: T): T {
    return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
  }

  test('whatever the form can make', () => {
    fc.assert(
      fc.property(spec, fc.constantFrom('missing', 'always', 'never'), (asked, pull) => {
        expect(ContainerSpec.safeParse(asked).error).toBeUndefined();
        expect(read(runCommand(asked, pull))).toEqual({ spec: asked, pull, left: [] });
      }),
      { numRuns: 400 },
    );
  });

  test('but for the values of variables, which it leaves out: each is told', () => {
    fc.assert(
      fc.property(named(word, text), (env) => {
        const { spec: found, left } = read(runCommand({ ...bareSpec, env }));
        expect(found.env).toEqual(env.filter(([, value]) => value === ''));
        expect(left.map(({ why }) => why)).toEqual(env.filter(([, value]) => value !== '').map(() => 'left-out'));
        expect(read(runCommand({ ...bareSpec, env }, 'missing', true)).spec.env).toEqual(env);
      }),
    );
  });

  test('words after the first of an entrypoint stand before the command, where the engine puts them', () => {
    const { spec: found } = read(runCommand({ ...bareSpec, entrypoint: ['/init', '-v'], command: ['web'] }));
    expect(found).toMatchObject({ entrypoint: ['/init'], command: ['-v', 'web'] });
  });
});
