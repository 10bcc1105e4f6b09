import { describe, expect, test } from 'vitest';
import { DockerfileLines } from './dockerfile-lines.ts';

const of = (...all: string[]): DockerfileLines => new DockerfileLines(all.join('\n'), {});

const lines = of(
  'ARG V=1',
  'FROM node:$V AS build',
  'ENV A=b',
  'RUN one \\',
  '  && two',
  'COPY . .',
  '',
  'FROM build AS check',
  'RUN check',
  'FROM scratch',
  'COPY --from=build /x /x',
);

describe('the line of a step', () => {
  test.each([
    ['[build 1/3] FROM docker.io/library/node:1', 2],
    ['[build 2/3] RUN one   && two', 4],
    ['[build 3/3] COPY . .', 6],
    ['[check 1/1] RUN check', 9],
    ['[stage-2 1/1] COPY --from=build /x /x', 11],
    ['[linux/arm64 build 2/3] RUN one && two', 4],
    ['[linux/amd64->arm64 build 2/3] RUN one && two', 4],
    ['[4/9] RUN one   && two', 4],
    ['[internal] load build context', undefined],
    ['[internal] load metadata for docker.io/library/node:1', 2],
    ['exporting to image', undefined],
  ])('%s', (label, line) => expect(lines.ofStep(label)).toBe(line));

  test('is read from the builder’s errors', () => {
    expect(lines.ofMessage('dockerfile parse error line 3: unknown instruction: X')).toBe(3);
    expect(lines.ofMessage('dockerfile parse error on line 4: bad')).toBe(4);
    expect(lines.ofMessage('x failed\ndeploy/web.Dockerfile:9\n--------------------\n   9 | RUN x')).toBe(9);
    expect(
      lines.ofMessage('failed to solve: node:1: failed to resolve source metadata for docker.io/library/node:1: no'),
    ).toBe(2);
    expect(lines.ofMessage('something else')).toBeUndefined();
  });
});

describe('FROM through an argument that names a stage has no step', () => {
  const file = of('ARG BASE=one', 'FROM a AS one', 'RUN x', 'FROM $BASE AS two', 'RUN y', 'RUN y', 'COPY . .');
  test.each([
    ['[two 1/3] RUN y', 5],
    ['[two 2/3] RUN y', 6],
    ['[two 3/3] COPY . .', 7],
  ])('%s', (label, line) => expect(file.ofStep(label)).toBe(line));
  test('unless the argument is given otherwise', () => {
    const given = new DockerfileLines('ARG BASE=one\nFROM a AS one\nFROM $BASE\nRUN y\nRUN y', { BASE: 'b' });
    expect(given.ofStep('[stage-1 3/3] RUN y')).toBe(5);
    expect(given.ofStep('[internal] load metadata for docker.io/library/b:latest')).toBe(3);
  });
});

describe('triggers', () => {
  const file = of('FROM a AS base', 'ONBUILD RUN t', 'ONBUILD ENV X=1', 'FROM base', 'RUN one', 'RUN t', 'RUN one');
  test.each([
    // Newer builders count each trigger and say so; older ones do neither.
    ['[stage-1 1/5] ONBUILD RUN t', 4],
    ['[stage-1 2/5] RUN one', 5],
    ['[stage-1 3/5] RUN t', 6],
    ['[stage-1 4/5] RUN one', 7],
    ['[stage-1 1/3] RUN t', 4],
    ['[stage-1 2/3] RUN one', 5],
    ['[stage-1 3/3] RUN t', 6],
    ['[stage-1 4/3] RUN one', 7],
  ])('of a stage: %s', (label, line) => expect(file.ofStep(label)).toBe(line));

  const other = of('FROM a', 'RUN one', 'RUN two', 'RUN one');
  test.each([
    ['[2/5] ONBUILD RUN t', 1],
    ['[2/4] RUN t', 1],
    ['[3/5] RUN one', 2],
    ['[4/5] RUN two', 3],
    ['[5/5] RUN one', 4],
  ])('of an image: %s', (label, line) => expect(other.ofStep(label)).toBe(line));
});

describe('names', () => {
  const file = of(
    '# syntax=docker/dockerfile:1',
    'FROM local/node AS a',
    'FROM node AS b',
    'ARG WHO=me',
    'ENV DIR=/srv TEXT="a b"',
    'WORKDIR $DIR/x',
    'RUN echo "$WHO" \\$HOME $PATH ${MORE:-x y} \'$WHO\'',
    'COPY --link --chown=$WHO "a.txt" $DIR/',
    'COPY --from=busybox:1 /bin /bin',
    'RUN --mount=type=bind,from=tools,target=/t <<EOF',
    'FROM never',
    'EOF',
    'ADD https://example.com/a.tar /',
    'WORKDIR /',
    'run  lower',
    'RUN lower',
  );
  test.each([
    ['[b 2/10] WORKDIR /srv/x', 6],
    ['[b 3/10] RUN echo "me" $HOME /usr/bin:/bin ${MORE:-x y} \'$WHO\'', 7],
    ['[b 4/10] COPY --link --chown=me a.txt /srv/', 8],
    ['LINK COPY --link --chown=me a.txt /srv/', 8],
    ['[b 5/10] COPY --from=busybox:1 /bin /bin', 9],
    ['[b 6/10] RUN --mount=type=bind,from=tools,target=/t <<EOF (FROM never)', 10],
    ['[b 7/10] ADD https://example.com/a.tar /', 13],
    ['https://example.com/a.tar', 13],
    ['[b 8/10] RUN lower', 15],
    ['[b 9/10] RUN lower', 16],
    ['[internal] load metadata for docker.io/library/node:latest', 3],
    ['[internal] load metadata for docker.io/local/node:latest', 2],
    ['[linux/arm64 internal] load metadata for docker.io/library/node:latest', 3],
    ['[internal] load metadata for docker.io/library/busybox:1', 9],
    ['[internal] load metadata for docker.io/library/tools:latest', 10],
    ['FROM docker.io/library/busybox:1@sha256:aaaa', 9],
    ['resolve image config for docker.io/docker/dockerfile:1', 1],
    ['resolve image config for docker-image://docker.io/docker/dockerfile:1', 1],
  ])('%s', (label, line) => expect(file.ofStep(label)).toBe(line));
});

test('the classic builder counts all instructions', () => {
  const file = of('ARG V=1', 'FROM a', 'RUN x', 'ENV A=1', 'RUN x', 'FROM b', 'RUN x');
  const all = ['ARG V=1', 'FROM a', 'RUN x', 'ENV A=1', 'RUN x', 'FROM b', 'RUN x'];
  expect(all.map((text, n) => file.ofStep(`[${n + 1}/7] ${text}`))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  // Up to a target.
  expect(all.slice(0, 5).map((text, n) => file.ofStep(`[${n + 1}/5] ${text}`))).toEqual([1, 2, 3, 4, 5]);
});

test('Podman counts all of a stage', () => {
  const file = of('FROM a', 'ENV A=1', 'RUN x', 'FROM b', 'ENV A=1', 'RUN x', 'RUN x');
  expect(file.ofStep('[stage-0 3/3] RUN x')).toBe(3);
  expect(file.ofStep('[stage-1 3/4] RUN x')).toBe(6);
  expect(file.ofStep('[stage-1 4/4] RUN x')).toBe(7);
});

test('an error without a line is found by what it names', () => {
  const file = of('FROM busybox', 'COPY --from=nope/it /a /b', 'FROM x:$Y', 'RUN <<EOF', 'x');
  expect(file.ofMessage('pull access denied for nope/it, repository does not exist')).toBe(2);
  expect(file.ofMessage('failed to parse stage name "x:": invalid reference format')).toBe(3);
  expect(file.ofMessage('unterminated heredoc')).toBe(4);
});
