import { expect, test } from 'vitest';
import type { BuildOrder, BuildRecord } from '../../../app/builds.ts';
import { stepsOf } from '../../../app/derive/build-steps.ts';
import { told } from '../../../app/text/sayings.ts';
import type { BuilderStep } from '../../engine/ports/builds.ts';
import { RunningTask } from '../tasks/task.ts';
import { BuildRun } from './build-run.ts';

const order: BuildOrder = {
  engine: 'e000000000000',
  folder: '/app',
  dockerfile: 'Dockerfile',
  tags: ['app:latest'],
  args: {},
  noCache: false,
  pull: false,
};
const text = 'FROM busybox\nWORKDIR /app\nCOPY . .\nRUN make\n';
const what = { kind: 'build', title: told('Build'), engine: order.engine, subject: order.folder } as const;
type State = BuilderStep['state'];

/** A build of that file whose steps are in these states, in its order. */
function run(states: readonly State[], more: Partial<BuildOrder> = {}, file = text) {
  const task = new RunningTask('t1', what, () => undefined);
  const build = new BuildRun({ ...order, ...more }, file, task);
  const lines = file.trimEnd().split('\n');
  for (const [index, state] of states.entries()) {
    const name = `[${index + 1}/${lines.length}] ${lines[index]}`;
    build.take({ kind: 'step', step: { id: `${index}`, name, state, started: 1000 } });
  }
  return { build, task: () => task.task };
}

const done = (states: readonly State[], before?: BuildRecord, more?: Partial<BuildOrder>, file = text): BuildRecord =>
  run(states, more, file).build.record('succeeded', before);
const first = done(['done', 'done', 'done', 'done']);

test('a base image counts neither as a step nor as cached', () => {
  expect(done(['done', 'cached', 'cached', 'done'])).toMatchObject({ stepCount: 3, cachedCount: 2 });
});

test('the task is as far as its instructions that are over', () => {
  expect(run(['done', 'cached', 'running', 'waiting']).task().progress).toEqual({ current: 1, total: 3 });
});

test('the first step that ran anew is what changed', () => {
  const label = '[3/4] COPY . .';
  expect(first.changedFrom).toBeUndefined();
  expect(done(['done', 'cached', 'done', 'done'], first).changedFrom).toEqual({ label, line: 3 });
  // What is under way counts; a step that is only waiting does not.
  expect(done(['done', 'cached', 'running', 'waiting'], first).changedFrom).toEqual({ label, line: 3 });
  expect(done(['done', 'cached', 'waiting', 'waiting'], first).changedFrom).toBeUndefined();
});

test('nothing changed in a build from the cache, in one without it, or where only a step was added', () => {
  expect(done(['done', 'cached', 'cached', 'cached'], first).changedFrom).toBeUndefined();
  expect(done(['done', 'done', 'done', 'done'], first, { noCache: true }).changedFrom).toBeUndefined();
  const added = `${text}RUN more\n`;
  expect(done(['done', 'cached', 'cached', 'cached', 'done'], first, {}, added).changedFrom).toBeUndefined();
});

test('a cancelled build has no error, and what was cut off has an end', () => {
  const { build } = run(['done', 'cached', 'running', 'waiting']);
  build.fail('context canceled');
  const record = build.record('cancelled');
  expect(record.error).toBeUndefined();
  expect(record.steps[2]).toMatchObject({ state: 'cancelled', ended: record.ended });
  expect(run(['done']).build.record('failed').error).toBeUndefined();
});

test.each([
  ['executor failed running [/bin/sh -c make]: exit code: 2', '2'],
  ["The command '/bin/sh -c make' returned a non-zero code: 2", '2'],
  ['process "/bin/sh -c make" did not complete successfully: exit code: 2', '2'],
])('a program that failed speaks for itself: %s', (message, code) => {
  const { build } = run(['done', 'done', 'done', 'failed']);
  build.take({ kind: 'output', step: '3', text: 'compiling\n\u001b[31mno rule to make target\u001b[0m\n\n' });
  build.take({ kind: 'output', step: '2', text: 'another step' });
  build.fail(message);
  expect(build.error).toEqual({
    message: `no rule to make target (exit code ${code})`,
    line: 4,
    lines: ['compiling', 'no rule to make target'],
  });
});

test('what is no program’s fault, and a program that said nothing, keep the builder’s words', () => {
  const { build } = run(['done', 'done', 'done', 'failed']);
  build.fail('executor failed running [/bin/sh -c make]: exit code: 2');
  expect(build.error?.message).toContain('executor failed');
  build.take({ kind: 'output', step: '3', text: 'words' });
  build.fail('no such image');
  expect(build.error?.message).toBe('no such image');
});

test('steps cross the wire once: with the task while the build runs, with the record when it has ended', () => {
  const file = `FROM busybox\n${'RUN make the next of a hundred things\n'.repeat(99)}`;
  const { build, task } = run(
    Array.from({ length: 100 }, (): State => 'running'),
    {},
    file,
  );
  const running = build.record('running');
  expect(running).toMatchObject({ steps: [], stepCount: 99 });
  expect(JSON.stringify(running).length).toBeLessThan(1000);
  const ended = build.record('succeeded');
  const asInRecord = ended.steps.map((step) => ({ ...step, state: 'running', ended: undefined }));
  expect(stepsOf(task().parts)).toEqual(asInRecord);
  expect(asInRecord[1]).toMatchObject({ instruction: 'RUN make the next of a hundred things', number: 2, line: 2 });
});
