import { expect, test } from 'vitest';
import { BuildOrder, type BuildRecord } from '../../../../app/builds.ts';
import { outlineDockerfile } from '../../../../app/dockerfile/outline.ts';
import { nothingWished } from '../../../stores/shown/build-forms.ts';
import { argumentRows, commandOf, firstForm, formErrors, givenArguments, isValid, orderOf, tagOf } from './form.ts';

test('a folder gives a valid tag, whatever it is called', () => {
  expect(tagOf('/home/me/My App (2)/')).toBe('my-app-2:latest');
  expect(tagOf('/日本')).toBe('image:latest');
});

test('arguments that the file asks for get a row, and only filled ones are sent', () => {
  const rows = argumentRows([{ name: 'MINE', value: 'x' }], outlineDockerfile('ARG A=1\nARG MINE\nFROM a'));
  expect(rows).toEqual([
    { name: 'MINE', value: 'x' },
    { name: 'A', value: '' },
  ]);
  expect(givenArguments(rows)).toEqual({ MINE: 'x' });
});

test('a bad tag and a bad or doubled argument are said at their field', () => {
  const form = firstForm('/app', undefined);
  expect(formErrors(form)).toMatchObject({ args: new Map() });
  const wrong = formErrors({
    ...form,
    tag: 'Not Valid',
    args: [
      { name: '1x', value: '' },
      { name: 'A', value: '' },
      { name: 'A', value: '2' },
    ],
  });
  expect(wrong.tag).toBeDefined();
  expect([...wrong.args.keys()]).toEqual(['1x', 'A']);
  expect(formErrors({ ...form, tag: '' }).tag).toBeUndefined();
});

test('what was chosen beyond is sent, and comes back from the record of its build', () => {
  const form = firstForm('/app', undefined);
  const place = { engine: 'e00000000000a', folder: '/app', dockerfile: 'Dockerfile' };
  expect(orderOf({ ...form, tag: 'a:1 b:2' }, place)).toEqual({
    ...place,
    tags: ['a:1', 'b:2'],
    args: {},
    noCache: false,
    pull: false,
  });
  const more = {
    platform: 'linux/arm64',
    network: 'none' as const,
    labels: [{ name: 'x.y', value: 'a=b' }],
    hosts: [{ name: 'six', value: '::1' }],
    secrets: [
      { name: 'npm', value: '.npmrc' },
      { name: 'key', value: '/k' },
      { name: 'token', value: '$TOKEN' },
    ],
    ssh: true,
    cacheFrom: 'c:1, d:2',
  };
  expect(isValid({ ...form, more })).toBe(true);
  const order = orderOf({ ...form, more }, place);
  expect(order).toMatchObject({
    labels: { 'x.y': 'a=b' },
    extraHosts: ['six:::1'],
    secrets: [
      { id: 'npm', file: '/app/.npmrc' },
      { id: 'key', file: '/k' },
      { id: 'token', variable: 'TOKEN' },
    ],
    cacheFrom: ['c:1', 'd:2'],
  });
  const { args: _, ...rest } = order;
  const record = { ...rest, argNames: [] } as unknown as BuildRecord;
  expect(orderOf(firstForm('/app', record), place)).toEqual({ ...order });
});

test.each([
  [{ platform: 'arm' }, { platform: expect.any(String) }],
  [{ cacheFrom: 'Not Valid' }, { cacheFrom: expect.any(String) }],
  [{ hosts: [{ name: 'a b', value: '1' }] }, { hosts: new Map([['a b', expect.any(String)]]) }],
  [{ secrets: [{ name: 'a', value: '$1' }] }, { secrets: new Map([['a', expect.any(String)]]) }],
  [{ secrets: [{ name: 'a', value: '' }] }, { secrets: new Map([['a', expect.any(String)]]) }],
  [{ labels: [{ name: '', value: 'a' }] }, { labels: new Map([['', expect.any(String)]]) }],
])('%j is said at its field', (more, errors) => {
  const form = firstForm('/app', undefined);
  const wrong = { ...form, more: { ...form.more, ...more } };
  expect(formErrors(wrong).more).toMatchObject(errors);
  expect(isValid(wrong)).toBe(false);
});

test('where a build goes, what it keeps and its limits are sent, and asked for in words', () => {
  const form = { ...firstForm('/app', undefined), tag: 'a:1' };
  const place = { engine: 'e00000000000a', folder: '/app', dockerfile: 'Dockerfile' };
  const wishes = {
    ...nothingWished,
    output: 'folder' as const,
    path: 'out',
    push: true,
    stages: 'one two',
    cacheTo: 'registry' as const,
    cacheImage: 'r.example/c:1',
    cacheAll: true,
    shm: '64m',
    limits: 'nofile=1:2 nproc=5',
    provenance: 'max' as const,
    sbom: true,
  };
  const chosen = { ...form, wishes };
  expect(isValid(chosen)).toBe(true);
  expect(orderOf(chosen, place)).toMatchObject({
    output: { kind: 'folder', path: '/app/out' },
    noCacheStages: ['one', 'two'],
    cacheTo: { kind: 'registry', image: 'r.example/c:1', all: true },
    shmSize: 64 * 1024 * 1024,
    ulimits: [
      { name: 'nofile', soft: 1, hard: 2 },
      { name: 'nproc', soft: 5, hard: 5 },
    ],
    provenance: 'max',
    sbom: true,
  });
  // What goes elsewhere is not pushed.
  expect(orderOf(chosen, place)).not.toHaveProperty('push');
  expect(BuildOrder.safeParse(orderOf(chosen, place)).success).toBe(true);
  expect(commandOf(chosen, place)).toBe(
    'docker buildx build --tag a:1 --no-cache-filter one,two --shm-size 64m --ulimit nofile=1:2 --ulimit nproc=5 ' +
      '--cache-to type=registry,ref=r.example/c:1,mode=max --output type=local,dest=/app/out --provenance mode=max --sbom=true /app',
  );
  const last = { ...orderOf(chosen, place), argNames: [] };
  const back = firstForm('/app', last as unknown as BuildRecord).wishes;
  expect(back).toEqual({ ...wishes, output: 'image', path: '', push: false });
});

test('what a builder cannot, and what is no such value, is said at its field', () => {
  const form = firstForm('/app', undefined);
  const wishes = { ...nothingWished, output: 'oci' as const, stages: 'a/b', shm: 'much', limits: 'nofile', push: true };
  expect(Object.keys(formErrors({ ...form, wishes }).wishes)).toEqual(['stages', 'shm', 'limits', 'path']);
  const two = { ...form, more: { ...form.more, platform: 'linux/amd64,linux/arm64' } };
  expect(isValid(two)).toBe(true);
  expect(formErrors(two, ['output-tar']).more.platform).toBeDefined();
  const asked = { ...nothingWished, output: 'oci' as const, path: 'x', cacheTo: 'inline' as const, sbom: true };
  expect(Object.keys(formErrors({ ...form, wishes: asked }, ['output-tar']).wishes)).toEqual([
    'output',
    'cacheTo',
    'provenance',
  ]);
  expect(formErrors({ ...form, wishes: asked }, ['output-oci', 'cache-inline', 'attestations']).wishes).toEqual({});
  expect(formErrors({ ...form, tag: '', wishes: { ...nothingWished, push: true } }).wishes.push).toBeDefined();
});
