import { afterAll, expect, test } from 'vitest';
import { utilityFromSource } from '../utility/utility-fixture.ts';
import { validateText } from './validate.ts';

const jobs = utilityFromSource();
afterAll(() => jobs.dispose());

test('where Compose is not installed, services that are not there are told at their line', {
  timeout: 60_000,
}, async () => {
  const text = 'services:\n  web:\n    image: nginx\n    comand: x\n    depends_on: [cache]\n';
  const { signal } = new AbortController();
  const found = await validateText(text, { path: '/any/compose.yaml', program: undefined, env: {}, jobs, signal });
  expect(found).toMatchObject([
    { line: 4, severity: 'warning', source: 'Schema' },
    { line: 5, column: 18, severity: 'error', source: 'Project' },
  ]);
});
