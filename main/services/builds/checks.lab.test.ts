import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuildCheck, DockerfileQuestion } from '../../../app/builds.ts';
import { DOCKERS, onEachEngine, type TestedEngine } from '../../../e2e/lab/engines.ts';
import { dockerfileSamples } from '../../../e2e/samples/dockerfiles.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createBuilds } from './service.ts';

let data = '';
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'gantry-data-'));
});
afterAll(() => rmSync(data, { recursive: true }));

async function check(
  { socket }: TestedEngine,
  file: DockerfileQuestion | string,
  signal = new AbortController().signal,
) {
  const engine = dockerEngine({ kind: 'unix', path: socket });
  // The service asks it for nothing else.
  const engines = { ready: async () => engine } as unknown as Engines;
  const images = { login: async () => undefined, pull: async () => {}, push: async () => {} };
  const builds = await createBuilds(engines, createTasks(), images, unshared(data));
  const question = typeof file === 'string' ? { text: file, args: {} } : file;
  return builds.check({ engine: 'e00000000000a', file: question }, { signal });
}

const brief = (checks: readonly BuildCheck[] | undefined) =>
  checks?.map(({ severity, rule = '', line }) => `${line} ${severity} ${rule}`);

const texts: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing wrong', 'FROM busybox AS a\nFROM busybox\nCOPY --from=a / /\nRUN <<EOF\nEOF', []],
  [
    'what it warns of',
    'FROM busybox\nMAINTAINER me\nWORKDIR b',
    ['2 warning MaintainerDeprecated', '3 warning WorkdirRelativePath'],
  ],
  ['an unknown instruction', 'FROM busybox\nRUNN x', ['2 error ']],
  ['an unterminated heredoc', 'FROM busybox\nRUN true\nRUN <<EOF\nexit', ['3 error ']],
  ['a wrong port in a stage that is not built', 'FROM busybox\nEXPOSE abc\nFROM busybox', ['2 error ']],
  ['a rule that the file skips', '# check=skip=MaintainerDeprecated\nFROM busybox\nMAINTAINER me', []],
  ['a rule of ours that the file skips', '# check=skip=AptAsks,MaintainerDeprecated\nFROM busybox\nMAINTAINER me', []],
  [
    'a frontend, which is not fetched',
    '# syntax=docker/dockerfile:1\nFROM busybox\nENV A b',
    ['3 warning LegacyKeyValueFormat'],
  ],
  [
    'images that are nowhere, which are not asked for',
    'ARG T=1\nFROM localhost:1/x:$T\nENV A b\nFROM nope:latest\nRUN $SET_BY_IT\nCOPY --from=localhost:1/y /a /b\nENV B=$SET_BY_IT',
    ['3 warning LegacyKeyValueFormat'],
  ],
];

onEachEngine((engine, kind) => {
  const judges = kind === 'newer-docker';

  test.each(texts)('a file with %s gets the words of the builder itself', async (_, text, said) => {
    const checks = await check(engine(), text);
    expect(brief(checks)).toEqual(judges ? said : undefined);
    expect(checks?.every(({ message }) => message.length > 5 && !/registry|resolve/.test(message)) ?? true).toBe(true);
  });

  test.each([
    [
      'with a frontend of its own that may know more',
      '# syntax=docker/dockerfile:1-labs\nFROM busybox\nRUN --new=1 true',
    ],
    ['with a base that only a build can tell', 'FROM nope:$TARGETARCH\nMAINTAINER me'],
    ['without instructions', '\n# later\n'],
  ])('a file %s is not judged', async (_, text) => {
    expect(await check(engine(), text)).toBeUndefined();
  });

  test.runIf(judges)('a file is judged with the arguments that its build is given', async () => {
    const text = 'ARG BASE\nFROM $BASE\nARG FROM_FORM\nENV A b';
    expect(brief(await check(engine(), text))).toContain('2 error ');
    const checks = await check(engine(), { text, args: { BASE: 'busybox', FROM_FORM: "it's = odd" } });
    expect(brief(checks)).toEqual(['2 warning InvalidDefaultArgInFrom', '4 warning LegacyKeyValueFormat']);
  });

  test.runIf(judges)('a file is judged with the ignore file that its build uses', async () => {
    const text = '# check=experimental=all\nFROM busybox\nCOPY a.log b.txt /';
    expect(brief(await check(engine(), text))).toEqual([]);
    const checks = await check(engine(), { text, args: {}, ignore: '*.log\n' });
    expect(brief(checks)).toEqual(['3 warning CopyIgnoredFile']);
  });

  test.runIf(judges)('no builder finds an error in one of our samples', async () => {
    for (const { name, text } of dockerfileSamples()) {
      const checks = (await check(engine(), text)) ?? [];
      expect({ name, errors: checks.filter(({ severity }) => severity === 'error') }).toEqual({ name, errors: [] });
    }
  });

  test.runIf(judges)('the longest text is judged, and a cancelled question leaves an engine that answers', async () => {
    const long = `FROM busybox\n${`RUN true ${'x'.repeat(80)}\n`.repeat(1000)}ENV A b\n`;
    expect(brief(await check(engine(), long))).toEqual(['1002 warning LegacyKeyValueFormat']);
    for (const [index, wait] of [0, 1, 5, 20, 50].entries()) {
      const stop = new AbortController();
      const asked = check(engine(), `FROM busybox\nENV A${index} b`, stop.signal);
      setTimeout(() => stop.abort(), wait);
      await asked.then(
        () => {},
        (error: unknown) => expect(error).toMatchObject({ problem: { code: 'cancelled' } }),
      );
    }
    expect(brief(await check(engine(), 'FROM busybox\nENV A b'))).toEqual(['2 warning LegacyKeyValueFormat']);
  });
}, DOCKERS);
