import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ContainerSpec } from '../../../app/create.ts';
import { composeFile } from '../../../app/derive/compose-file.ts';
import { anyOptions } from '../../../e2e/fake/any-options.ts';
import { bareSpec } from '../../../e2e/fake/bare-spec.ts';
import { readText, schemaFindings } from './findings.ts';

const write = (spec: Partial<ContainerSpec>, values = true) =>
  composeFile({ spec: { ...bareSpec, ...spec }, rest: [] }, values).text;

describe('a container as a Compose file', () => {
  test('says all that its spec says, with what is there already', () => {
    const text = write({
      name: 'web',
      command: ['sh', '-c', 'echo $HOME'],
      entrypoint: ['/tini', '--'],
      workdir: '/srv',
      user: '1000:1000',
      env: [
        ['A', '1'],
        ['EMPTY', ''],
      ],
      labels: [
        ['tier', 'web'],
        ['com.docker.compose.project', 'shop'],
      ],
      ports: [
        { hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
        { hostIp: '::1', hostPort: 53, containerPort: 53, protocol: 'udp' },
      ],
      mounts: [
        { type: 'volume', source: 'data', target: '/data', readOnly: false },
        { type: 'bind', source: '/etc/hosts', target: '/hosts', readOnly: true },
        { type: 'tmpfs', source: '', target: '/tmp', readOnly: false },
      ],
      network: 'front',
      restart: 'on-failure',
      maxRetries: 3,
      memory: 67_108_864,
      cpus: 0.5,
      tty: true,
    });
    expect(parse(text)).toEqual({
      services: {
        web: {
          image: 'busybox',
          container_name: 'web',
          entrypoint: ['/tini', '--'],
          command: ['sh', '-c', 'echo $$HOME'],
          working_dir: '/srv',
          user: '1000:1000',
          tty: true,
          restart: 'on-failure:3',
          ports: ['127.0.0.1:8080:80', '[::1]:53:53/udp'],
          volumes: [
            { type: 'volume', source: 'data', target: '/data' },
            { type: 'bind', source: '/etc/hosts', target: '/hosts', read_only: true },
            { type: 'tmpfs', target: '/tmp' },
          ],
          environment: { A: '1', EMPTY: '' },
          labels: { tier: 'web' },
          networks: ['front'],
          mem_limit: 67_108_864,
          cpus: 0.5,
        },
      },
      volumes: { data: { external: true } },
      networks: { front: { external: true } },
    });
  });

  test('leaves the values of variables out where they are not asked for, and names what no file can say', () => {
    const env: ContainerSpec['env'] = [
      ['TOKEN', 'hunter2'],
      ['odd.name', 'hunter2'],
      ['EMPTY', ''],
    ];
    const { text, left } = composeFile(
      { spec: { ...bareSpec, env }, rest: [{ field: 'HostConfig.X', value: 1 }] },
      false,
    );
    expect(text).not.toContain('hunter2');
    expect(parse(text).services.app.environment).toEqual({
      TOKEN: '${TOKEN:?was left out}',
      'odd.name': '${VALUE:?was left out}',
      EMPTY: '',
    });
    expect(left).toEqual(['HostConfig.X']);
  });

  test.each(['host', 'none', 'bridge', 'container:db', undefined])(
    'on the network %s has it as its mode',
    (network) => {
      expect(parse(write(network === undefined ? {} : { network })).services.app.network_mode).toBe(
        network ?? 'bridge',
      );
    },
  );

  test('has every option that its spec has, in a form that Compose takes', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const written = write(options);
        const read = readText(written);
        expect([...read.findings, ...schemaFindings(read)]).toEqual([]);
        const { healthCommand, healthInterval, healthTimeout, healthStartPeriod, healthRetries, ...others } = options;
        const { noHealthcheck, logOptions, logDriver, ...alone } = others;
        const health = [healthCommand, healthInterval, healthTimeout, healthStartPeriod, healthRetries, noHealthcheck];
        const groups = [health, [logDriver, logOptions]].filter((group) => group.some((one) => one !== undefined));
        const { image, container_name, network_mode, ...said } = parse(written).services.app;
        expect(Object.keys(said)).toHaveLength(Object.keys(alone).length + groups.length);
        expect(said.healthcheck?.test?.[1]).toBe(healthCommand?.replaceAll('$', '$$$$'));
        expect([image, container_name, network_mode]).toEqual(['busybox', undefined, 'bridge']);
      }),
    );
    const forever = composeFile({ spec: { ...bareSpec, stopTimeout: -1 }, rest: [] }, true);
    expect(forever.left).toEqual(['Config.StopTimeout']);
  });

  test('whatever its words are, it reads as it was written, also by the older rules of YAML', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => !one.includes('\0'));
    const odd = fc.oneof(
      text,
      fc.constantFrom('yes', 'on', '1e3', '0x1f', '012', '12:34:56', '~', '$$', '${A}', '- a', '#'),
    );
    const pairs = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Za-z]{1,8}$/), odd), { selector: ([one]) => one });
    fc.assert(
      fc.property(fc.array(odd, { minLength: 1 }), pairs, pairs, (command, env, labels) => {
        const written = write({ command, env, labels });
        const read = readText(written);
        expect([...read.findings, ...schemaFindings(read)]).toEqual([]);
        const twice = (words: typeof env) =>
          Object.fromEntries(words.map(([key, one]) => [key, one.replaceAll('$', '$$$$')]));
        for (const version of ['1.1', '1.2'] as const) {
          const { app } = parse(written, { version }).services;
          expect(app.command).toEqual(command.map((one) => one.replaceAll('$', '$$$$')));
          expect(app.environment ?? {}).toEqual(twice(env));
          expect(app.labels ?? {}).toEqual(twice(labels));
        }
      }),
    );
  });
});
