import { expect, test } from 'vitest';
import type { Container } from '../../app/containers.ts';
import { statesOf } from './projects.ts';

const project = (...states: Container['state'][]) => ({ containers: states.map((state) => ({ state }) as Container) });

test.each([
  [project(), 'not created'],
  [project('running', 'running'), '2 running'],
  [project('running', 'exited', 'running'), '2 of 3 running'],
  [project('exited', 'created', 'exited'), '1 created, 2 exited'],
])('a project says how many of its containers run, or what they are: %#', (one, said) => {
  expect(statesOf(one)).toBe(said);
});
