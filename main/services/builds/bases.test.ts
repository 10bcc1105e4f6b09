import { expect, test } from 'vitest';
import { basesOf, imagesOf } from './bases.ts';

test('the bases are what stages start from, with arguments filled in', () => {
  const file =
    'ARG TAG=1\nFROM reg.io/a:$TAG AS one\nFROM one\nFROM reg.io/b:${OTHER:-2}\nFROM scratch\nFROM reg.io/a:1\n';
  expect(basesOf(file, {})).toEqual(['reg.io/a:1', 'reg.io/b:2']);
  expect(basesOf(file, { TAG: '7' })).toEqual(['reg.io/a:7', 'reg.io/b:2', 'reg.io/a:1']);
});

test.each([
  ['an argument may hold another', 'ARG A=1\nARG B=x:${A}\nFROM $B', {}, ['x:1']],
  ['or one that is given', 'ARG A=1\nARG B=x:${A}\nFROM $B', { A: '2' }, ['x:2']],
  ['a stage’s own is not seen by FROM', 'ARG T=1\nFROM a:$T\nARG T=2\nFROM b:$T', {}, ['a:1', 'b:1']],
  ['nor one that is not declared', 'ARG T=1\nFROM a:${T}${U}', { U: '5' }, ['a:1']],
  ['one that names a stage is no base', 'ARG S=one\nFROM a AS one\nFROM $S', {}, ['a']],
  ['quotes are no part of a name', 'ARG I="a b" J=\'c:1\'\nFROM ${J}', {}, ['c:1']],
  ['what a here-document holds is none', 'FROM a\nCOPY <<X /x\nFROM b\nX\nFROM c', {}, ['a', 'c']],
  ['patterns are filled in', 'ARG V=v1.2.3\nFROM a:${V#v}\nFROM b:${V%.*}', {}, ['a:1.2.3', 'b:v1.2']],
  ['what only the builder knows is left out', 'FROM a:$TARGETARCH\nFROM b', {}, ['b']],
  ['an escape that is no directive is none', '# hi\n# escape=`\nFROM a \\\n AS b\nFROM b', {}, ['a']],
])('%s', (_, text, args, bases) => expect(basesOf(text, args)).toEqual(bases));

test('the images are those that a file starts or copies from, each once, as builders call them', () => {
  const file = [
    'FROM docker.io/library/node:latest AS a',
    'FROM node',
    'COPY --from=a / /',
    'COPY --from=0 / /',
    'COPY --from=alpine:3.20 / /',
    'RUN --mount=type=bind,from=reg.io/x,target=/x true',
    `COPY --from=${'x'.repeat(600)} / /`,
    'FROM $NOT',
  ];
  expect(imagesOf(file.join('\n'), {})).toEqual(['node', 'alpine:3.20', 'reg.io/x']);
});
