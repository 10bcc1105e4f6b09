import { expect, test } from 'vitest';
import type { Image } from '../../../app/images.ts';
import { toolboxImages } from './toolbox-images.ts';

function image(id: string, size: number, ...tags: string[]): Image {
  return { id: id.repeat(64), tags, digests: [], size, created: 0, dangling: tags.length === 0, labels: {} };
}

const names = (images: readonly Image[], own = '') => toolboxImages(images, own).map(({ label }) => label);

test('images with tools are offered before others, small ones before large ones', () => {
  const images = [
    image('1', 900, 'postgres:16'),
    image('2', 80, 'debian:12', 'debian:latest'),
    image('3', 300, 'registry.example.com/team/tools:2'),
    image('4', 5, 'docker.io/library/busybox:latest'),
    image('5', 1),
  ];
  expect(names(images)).toEqual([
    'busybox:latest',
    'debian:12',
    'debian:latest',
    'registry.example.com/team/tools:2',
    'postgres:16',
  ]);
});

test('what the container is made from comes last, unless it is known to have them', () => {
  const images = [image('1', 5, 'tiny:1'), image('2', 900, 'postgres:16'), image('3', 5, 'busybox:latest')];
  expect(names(images, `sha256:${'1'.repeat(64)}`)).toEqual(['busybox:latest', 'postgres:16', 'tiny:1']);
  expect(names(images, '3'.repeat(64))).toEqual(['busybox:latest', 'tiny:1', 'postgres:16']);
});

test('the engine is asked for them by the names that it has for them', () => {
  expect(toolboxImages([image('4', 5, 'docker.io/library/busybox:latest')], '')).toEqual([
    { value: 'docker.io/library/busybox:latest', label: 'busybox:latest' },
  ]);
});
