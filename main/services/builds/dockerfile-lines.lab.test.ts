import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BuildRecord } from '../../../app/builds.ts';
import { lab } from '../../../e2e/lab/use.ts';
import { unshared } from '../../disk/data-folder.ts';
import { ClassicFold } from '../../engine/docker/classic-fold.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine.ts';
import { createTasks } from '../tasks.ts';
import { DockerfileLines } from './dockerfile-lines.ts';
import { createBuilds } from './service.ts';

const engine = dockerEngine({ kind: 'unix', path: lab.socket });
// The service asks it for nothing else.
const engines = { ready: async () => engine } as unknown as Engines;
const tasks = createTasks();

let folder = '';
let data = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-context-'));
  data = mkdtempSync(join(tmpdir(), 'gantry-data-'));
  writeFileSync(join(folder, 'a.txt'), 'a');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(data, { recursive: true });
});

/** Every instruction that becomes a step names its own line, as L and the number. */
const file = [
  'ARG BASE=one',
  'FROM busybox AS one',
  'ENV WHO=me',
  'ONBUILD RUN echo trigger',
  'RUN echo L5 "$WHO" \'$WHO\' \\$HOME',
  '',
  'FROM ${BASE} AS two',
  'ARG MORE=x',
  'WORKDIR /',
  'WORKDIR /L10/$MORE',
  'COPY --from=one /etc/passwd /L11',
  'RUN echo L12 \\',
  '  # a comment',
  '',
  '  && echo "more   spaces"',
  'FROM two',
  'run echo L17 $PATH ${MORE:-x} "$NOT"',
  'RUN echo L18; echo L18',
  'COPY ["a.txt", "/L19"]',
  '',
].join('\n');

async function build(Dockerfile: string): Promise<BuildRecord> {
  writeFileSync(join(folder, 'Dockerfile'), Dockerfile);
  const context = { signal: new AbortController().signal };
  const builds = await createBuilds(engines, tasks, { knows: async () => false, pull: async () => {} }, unshared(data));
  const order = { engine: 'e00000000000a', folder, dockerfile: 'Dockerfile', tags: ['gantry-lab:lines'], args: {} };
  const { task: id } = await builds.start({ ...order, noCache: true, pull: false }, context);
  await tasks.wait(id);
  await builds.flush();
  const stop = new AbortController();
  let record: BuildRecord | undefined;
  for await (const { changed } of builds.watch({}, { signal: stop.signal })) {
    record = changed.find((each) => each.id === id);
    stop.abort();
  }
  if (!record) throw new Error('no record');
  return record;
}

/** The line that a step's name tells of itself. */
const told = (label: string): number | undefined => {
  const [, line] = /L(\d+)/.exec(label) ?? [];
  return line === undefined ? undefined : Number(line);
};

describe('every step of a live build lands on its line', () => {
  test('with BuildKit', async () => {
    const { state, steps } = await build(file);
    expect(state).toBe('succeeded');
    const marked = steps.filter(({ label }) => told(label) !== undefined);
    expect(marked.map(({ label, line }) => [label, line])).toEqual(marked.map(({ label }) => [label, told(label)]));
    expect(new Set(marked.map(({ line }) => line))).toEqual(new Set([5, 10, 11, 12, 17, 18, 19]));
    const lineOf = (part: string) => steps.find(({ label }) => label.includes(part))?.line;
    expect([lineOf('load metadata'), lineOf('FROM docker.io'), lineOf('echo trigger')]).toEqual([2, 2, 7]);
  });

  test('with the classic builder', () => {
    writeFileSync(join(folder, 'Dockerfile'), file);
    const { stdout, status } = spawnSync(
      'docker',
      ['-H', ['unix://', lab.socket].join(''), 'build', '--no-cache', folder],
      {
        env: { ...process.env, DOCKER_BUILDKIT: '0' },
        encoding: 'utf8',
      },
    );
    expect(status).toBe(0);
    // The command says how much it sends on a line of its own making.
    const fold = new ClassicFold();
    const names = [...fold.push(stdout.replaceAll('\r', '\n')), ...fold.end()].flatMap((event) =>
      event.kind === 'step' && event.step.state === 'running' ? [event.step.name] : [],
    );
    const lines = new DockerfileLines(file, {});
    expect(names.map((name) => lines.ofStep(name))).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 16, 17, 18, 19]);
  });
});

test.each([
  [
    'behind FROM through an argument',
    'ARG B=a\nFROM busybox AS a\nRUN true\nFROM $B\nRUN true\nRUN true\nRUN exit 3',
    7,
  ],
  ['of a trigger, at its stage', 'FROM busybox AS a\nONBUILD RUN exit 3\nRUN true\nFROM a\nRUN true', 4],
  ['behind an escaped escape', 'FROM busybox\nLABEL a=b\\\\\nRUN true\nRUN exit 3', 4],
  ['of a copied stage', 'FROM busybox AS a\nRUN true\nFROM busybox\nWORKDIR /x\nCOPY --from=a \\\n  /nope /', 5],
  ['of a base by an argument', 'ARG T=nope\nARG B=localhost:1/x:${T}\nFROM busybox AS a\nFROM $B\nRUN true', 4],
  ['of an image that is copied from', 'FROM busybox\nRUN true\nCOPY --from=localhost:1/nope:1 /a /b', 3],
])('the error %s has its line', async (_, Dockerfile, line) => {
  const { state, error } = await build(Dockerfile);
  expect({ state, error }).toMatchObject({ state: 'failed', error: { line } });
});
