import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BuildRecord, BuildStep } from '../../../app/builds.ts';
import { DOCKERS, onEachEngine, type TestedEngine } from '../../../e2e/lab/engines.ts';
import { dockerfileSamples } from '../../../e2e/samples/dockerfiles.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { ClassicFold } from '../../engine/docker/builds/classic-fold.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { basesOf } from './bases.ts';
import { DockerfileLines } from './dockerfile-lines.ts';
import { createBuilds } from './service.ts';
import { squeeze } from './step-text.ts';

const tasks = createTasks();
const never = new AbortController().signal;

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

/** The same with what only newer builders know by themselves. */
const newerFile = [
  'FROM --platform=$BUILDPLATFORM busybox AS one',
  'RUN <<EOF',
  'echo L2 \\',
  'FROM nothing AS such',
  'EOF',
  'COPY --link a.txt /L6',
  'ONBUILD RUN <<EOF',
  'echo trigger',
  'EOF',
  'RUN --mount=type=cache,target=/c \\',
  '  # a comment',
  '  cat <<-L10 <<"B C" > /dev/null',
  '\tRUN echo L13',
  '\tL10',
  'COPY . /no',
  'B C',
  'FROM scratch AS files',
  'COPY --link --chmod=600 a.txt /L18',
  'COPY <<a <<b /L19/',
  '$NOT',
  'a',
  'b',
  'FROM one',
  'ARG TARGETARCH',
  'COPY --from=files --link /L18 /L25',
  'RUN --network=none echo L26 $TARGETARCH',
  'WORKDIR /L27',
  'COPY --link <<EOF /L28/$TARGETARCH',
  'EOF',
  '',
].join('\n');

async function build({ socket }: TestedEngine, Dockerfile: string, tag = 'gantry-lab:lines'): Promise<BuildRecord> {
  writeFileSync(join(folder, 'Dockerfile'), Dockerfile);
  const context = { signal: never };
  const engine = dockerEngine({ kind: 'unix', path: socket });
  // The service asks it for nothing else.
  const engines = { ready: async () => engine } as unknown as Engines;
  const builds = await createBuilds(
    engines,
    tasks,
    { login: async () => undefined, pull: async () => {}, push: async () => {} },
    unshared(data),
  );
  const order = { engine: 'e00000000000a', folder, dockerfile: 'Dockerfile', tags: [tag], args: {} };
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

/** The line that a step's name tells of itself: its last one, as it may copy from another's. */
const told = (label: string): number | undefined => {
  const [, line] = /.*L(\d+)/s.exec(label) ?? [];
  return line === undefined ? undefined : Number(line);
};

const lineOf = ({ steps }: BuildRecord, part: string) => steps.find(({ label }) => label.includes(part))?.line;

function expectTold({ state, error, steps }: BuildRecord, lines: readonly number[]): void {
  expect({ state, error }).toEqual({ state: 'succeeded' });
  const marked = steps.filter(({ label }) => told(label) !== undefined);
  expect(marked.map(({ label, line }) => [label, line])).toEqual(marked.map(({ label }) => [label, told(label)]));
  expect(new Set(marked.map(({ line }) => line))).toEqual(new Set(lines));
}

const failing: readonly (readonly [string, string, number])[] = [
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
  ['of a word that is no instruction', 'FROM busybox\nRUN true\n\nRUNN echo', 4],
];
const newerFailing: typeof failing = [
  ['behind a heredoc', 'FROM busybox\nCOPY <<EOF /x\nFROM a\nRUN exit 4\nEOF\nRUN true\nRUN exit 3', 7],
  ['of a heredoc', 'FROM busybox\nRUN true\nRUN <<EOF\nexit 3\nEOF\nRUN true', 3],
  ['of a linked copy', 'FROM busybox\nRUN true\nCOPY --link nope /', 3],
  ['of an unterminated heredoc', 'FROM busybox\nRUN true\nRUN <<EOF\nRUN true', 3],
];

const base = 'gantry-lab:empty';
/** Without the line that asks the Hub for a newer builder. */
const samples = dockerfileSamples().map(({ name, text }) => ({ name, text: text.replace(/^# syntax=.*$/m, '#') }));
/** What the samples start or copy from. By its digest alone no image can be had here. */
const bases = ['alpine', 'alpine:3.20', ...new Set(samples.flatMap(({ text }) => basesOf(text, {})))].filter(
  (name) => !/^busybox$|@/.test(name),
);

/**
 * The steps of a build that are not where they have to be. That needs no reader: at its line a step's instruction begins,
 * and of a stage's steps a later one has a later line. What a trigger of a base does is at FROM.
 */
function wrongLines(text: string, steps: readonly BuildStep[]): readonly string[] {
  const lines = text.split('\n').map(squeeze);
  const last = new Map<string | undefined, number>();
  // What is fetched for a step may be a step of the same name.
  const named = [...new Map(steps.map((step) => [step.label, step])).values()];
  const inOrder = named.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return inOrder.flatMap(({ label, instruction, stage, number, line = 0 }) => {
    const [written = ''] = (lines[line - 1] ?? '').split(/ *[$"'\\<[]/);
    const isFrom = /^FROM\b/.test(written);
    const isBase = /^(FROM|ONBUILD) |load metadata/.test(instruction);
    if (isBase ? isFrom || /from=/.test(written) : number === undefined && !/^LINK|^https?:/.test(label)) return [];
    const isLater = number === undefined || isFrom || line > (last.get(stage) ?? 0);
    if (number !== undefined && !isFrom) last.set(stage, line);
    const isIt = written !== '' && squeeze(instruction).startsWith(written);
    return isLater && (isIt || (number === undefined && line > 0)) ? [] : [`${line}: ${label}`];
  });
}

onEachEngine((engine, kind) => {
  describe('every step of a live build lands on its line', () => {
    test('with BuildKit', async () => {
      const record = await build(engine(), file);
      expectTold(record, [5, 10, 11, 12, 17, 18, 19]);
      const others = ['load metadata', 'FROM docker.io', 'echo trigger'].map((part) => lineOf(record, part));
      expect(others).toEqual([2, 2, 7]);
    });

    test.runIf(kind === 'newer-docker')('with BuildKit that knows heredocs and links', async () => {
      const record = await build(engine(), newerFile);
      expectTold(record, [2, 6, 10, 18, 19, 25, 26, 27, 28]);
      expect(lineOf(record, 'echo trigger')).toBe(23);
    });

    test('with BuildKit, of all samples', async () => {
      // A base in which no program is makes every step fail at once: builders tell all steps before.
      expect(await build(engine(), 'FROM scratch\nCOPY a.txt /', base)).toMatchObject({ state: 'succeeded' });
      const docker = dockerEngine({ kind: 'unix', path: engine().socket });
      for (const name of bases) await docker.images.tag(base, name, never);
      let count = 0;
      for (const { name, text } of samples) {
        const { steps } = await build(engine(), text);
        expect({ name, wrong: wrongLines(text, steps) }).toEqual({ name, wrong: [] });
        count += steps.filter(({ number }) => number !== undefined).length;
      }
      expect(count).toBeGreaterThan(100);
      for (const name of [...bases, base]) await docker.images.remove(name, { force: true }, never);
    }, 300_000);

    test('with the classic builder', () => {
      writeFileSync(join(folder, 'Dockerfile'), file);
      const args = ['-H', `unix://${engine().socket}`, 'build', '--no-cache', folder];
      const { stdout, status } = spawnSync('docker', args, {
        env: { ...process.env, DOCKER_BUILDKIT: '0' },
        encoding: 'utf8',
      });
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

  test.each(kind === 'newer-docker' ? [...failing, ...newerFailing] : failing)(
    'the error %s has its line',
    async (_, Dockerfile, line) => {
      const { state, error } = await build(engine(), Dockerfile);
      expect({ state, error }).toMatchObject({ state: 'failed', error: { line } });
    },
  );
}, DOCKERS);
