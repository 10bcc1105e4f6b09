import { expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

it('lets twenty wrong guesses be made in one go, then one a second', () => {
  let now = 5000;
  const attempts = new Attempts(() => now);
  for (let n = 0; n < 20; n++) {
    expect(attempts.allowed).toBe(true);
    attempts.wrong();
  }
  expect(attempts.allowed).toBe(false);
  now += 999;
  expect(attempts.allowed).toBe(false);
  now += 1;
  expect(attempts.allowed).toBe(true);
  attempts.wrong();
  expect(attempts.allowed).toBe(false);
});

it('forgets in time, and saves nothing up', () => {
  let now = 0;
  const attempts = new Attempts(() => now);
  now += 3_600_000;
  let made = 0;
  while (attempts.allowed) {
    attempts.wrong();
    made += 1;
  }
  expect(made).toBe(20);
});
