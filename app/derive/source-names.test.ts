import { expect, it } from 'vitest';
import { sourceNames } from './source-names.ts';

const [near, far] = [`e${'0'.repeat(12)}`, `e${'1'.repeat(12)}`];
const called = (engine: string) => (engine === near ? 'laptop' : undefined);

it('logs are called as their containers, and only where that says too little with the engine', () => {
  const sources = [
    { name: 'web', engine: near },
    { name: 'web', engine: far },
    { name: 'db', engine: far },
    { name: 'db', engine: far },
  ];
  expect(sourceNames(sources, called)).toEqual(['web@laptop', `web@${far}`, 'db', 'db']);
});
