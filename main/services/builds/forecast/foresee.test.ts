import { expect, test } from 'vitest';
import { type Before, type FileChange, foresee, type Now } from './foresee.ts';
import { neededOf, planOf } from './plan.ts';

interface Change {
  readonly args?: Readonly<Record<string, string>>;
  readonly before?: Partial<Before>;
  readonly now?: Partial<Now>;
  readonly changes?: Readonly<Record<number, FileChange>>;
  readonly classic?: boolean;
  readonly target?: string;
}

/** `LINE VERDICT REASON` of each instruction, where a build of `old` is followed by one of `text`. */
function said(old: string, text: string, change: Change = {}): readonly string[] {
  const { args = {}, before, now, changes = {}, classic = false, target } = change;
  const stages = planOf(text, args, classic);
  const lines = foresee(
    {
      stages: planOf(old, {}, classic),
      done: new Set(old.split('\n').map((_, index) => index + 1)),
      images: new Map([['node', 'a']]),
      forgotten: new Set(),
      ...before,
    },
    {
      stages,
      needed: neededOf(stages, target),
      images: new Map([['node', 'a']]),
      noCache: new Set(),
      pull: false,
      changeOf: (line) => changes[line],
      ...now,
    },
  );
  return lines.map(({ line, verdict, reason }) => {
    const more = reason && Object.values(reason).join(' ');
    return [line, verdict, more].filter((part) => part !== undefined).join(' ');
  });
}

const plain = 'FROM node\nWORKDIR /app\nCOPY package.json .\nENV CI=1\nRUN npm ci\nCOPY . .\nCMD node .\n';

test('what is as it was comes from the cache', () => {
  expect(said(plain, plain)).toEqual(['2 cached', '3 cached', '5 cached', '6 cached']);
  expect(said(plain, `# a comment\n${plain}`)).toEqual(['3 cached', '4 cached', '6 cached', '7 cached']);
});

test('from the first that is another all runs, and that one says why', () => {
  expect(said(plain, plain.replace('npm ci', 'npm install'))).toEqual([
    '2 cached',
    '3 cached',
    '5 runs written',
    '6 runs before 5',
  ]);
  const path = 'package.json';
  expect(said(plain, plain, { changes: { 3: { kind: 'file', path, change: 'changed' } } })).toEqual([
    '2 cached',
    '3 runs file package.json changed',
    '5 runs before 3',
    '6 runs before 3',
  ]);
});

test('what is set above a RUN counts for it, and for no COPY', () => {
  expect(said(plain, plain.replace('CI=1', 'CI=2'))).toEqual([
    '2 cached',
    '3 cached',
    '5 runs setting 4',
    '6 runs before 5',
  ]);
  const copies = 'FROM node\nENV A=1\nCOPY a /\nLABEL x=1\n';
  expect(said(copies, copies.replace('A=1', 'A=2').replace('x=1', 'x=2'))).toEqual(['3 cached']);
  // A classic builder keeps a result of each of them.
  expect(said(copies, copies.replace('A=1', 'A=2'), { classic: true })).toEqual([
    '2 runs written',
    '3 runs before 2',
    '4 runs before 2',
  ]);
});

test('an argument that is given is another setting; one whose value is not known any more is said', () => {
  const text = 'FROM node\nARG V=1\nRUN make\n';
  expect(said(text, text, { args: { V: '2' } })).toEqual(['3 runs setting 2']);
  expect(said(text, text, { args: { OTHER: '2' } })).toEqual(['3 cached']);
  expect(said(text, text, { before: { forgotten: new Set(['V']) } })).toEqual(['3 unknown values']);
});

test('a base that moved runs all on it; one that the registry is asked for leaves it open', () => {
  expect(said(plain, plain, { now: { images: new Map([['node', 'b']]) } })[0]).toBe('2 runs base node');
  expect(said(plain, plain.replace('FROM node', 'FROM node:22'))[0]).toBe('2 runs base node:22');
  expect(said(plain, plain, { now: { pull: true } })).toEqual([
    '2 unknown pull',
    '3 unknown before 2',
    '5 unknown before 2',
    '6 unknown before 2',
  ]);
  expect(said(plain, plain, { now: { images: new Map() } })[0]).toBe('2 cached');
});

const stages =
  'FROM node AS build\nRUN make\nFROM node AS unused\nRUN test\nFROM node\nCOPY --from=build /out /\nRUN check\n';

test('a stage that runs leaves open what copies from it, and one that is not needed is not told', () => {
  expect(said(stages, stages)).toEqual(['2 cached', '6 cached', '7 cached']);
  expect(said(stages, stages.replace('RUN make', 'RUN make all'))).toEqual([
    '2 runs written',
    '6 unknown stage 2',
    '7 unknown before 6',
  ]);
  expect(said(stages, stages, { target: 'unused' })).toEqual(['4 cached']);
});

test('a stage on another one goes on where that stands', () => {
  const text = 'FROM node AS base\nRUN a\nFROM base AS next\nRUN b\n';
  expect(said(text, text.replace('RUN a', 'RUN c'))).toEqual(['2 runs written', '4 runs before 2']);
});

test('what never ran to its end runs, and so does all without the cache', () => {
  expect(said(plain, plain, { before: { done: new Set([2, 3]) } })).toEqual([
    '2 cached',
    '3 cached',
    '5 runs never',
    '6 runs before 5',
  ]);
  expect(said(plain, plain, { now: { noCache: true } })).toEqual([
    '2 unknown no-cache',
    '3 runs no-cache',
    '5 runs no-cache',
    '6 runs no-cache',
  ]);
});

test('a stage that is made anew runs, and leaves open what copies from it', () => {
  expect(said(stages, stages, { now: { noCache: new Set(['build']) } })).toEqual([
    '2 runs no-cache',
    '6 unknown stage 2',
    '7 unknown before 6',
  ]);
});

test('what is fetched from elsewhere is open', () => {
  const text = 'FROM node\nADD https://example.org/a /\n';
  expect(said(text, text)).toEqual(['2 unknown fetched']);
});

test('a file that a program wrote is planned in its time', () => {
  const text = `FROM node\n${'COPY a b\nENV A=$B\n'.repeat(2_000)}`;
  expect(said(text, text)).toHaveLength(2_000);
  expect(said('', 'FROM\nCOPY\nRUN --mount=type=bind,from= \nCOPY --from= x')).toHaveLength(3);
});
