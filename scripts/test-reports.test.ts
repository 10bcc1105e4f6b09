import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlaywright, readVitest } from './test-reports.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-reports-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function report(content: unknown): Promise<string> {
  const file = join(folder, 'report.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

describe('a report of Vitest', () => {
  it('tells each failed test with its error, and files that could not be read', async () => {
    const file = await report({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { name: 'a.test.ts', status: 'failed', message: 'no file', assertionResults: [] },
        {
          name: 'b.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { status: 'passed', fullName: 'b holds', failureMessages: [] },
            {
              status: 'failed',
              fullName: 'b breaks',
              failureMessages: ['\u001b[31mexpected 1\u001b[39m\n at node_modules/x'],
            },
          ],
        },
      ],
    });
    await expect(readVitest(file, 1)).resolves.toEqual({
      passed: 3,
      failed: 2,
      skipped: 3,
      failures: ['✗ a.test.ts\n    no file', '✗ b.test.ts › b breaks\n    expected 1'],
    });
  });

  it('counts an end without a report as a failure', async () => {
    await expect(readVitest(join(folder, 'none.json'), 1)).resolves.toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('a report of Playwright', () => {
  it('tells what the page showed when a test failed', async () => {
    const account = join(folder, 'error-context.md');
    await writeFile(
      account,
      '# Error\n```\nno row\n```\n# Page snapshot\n\n```yaml\n- main:\n  - row\n```\n# Source\n```ts\nx\n```\n',
    );
    const results = [{ errors: [{ message: 'no row' }], attachments: [{ name: 'error-context', path: account }] }];
    const tests = [{ projectName: 'browser', status: 'unexpected', results }];
    const file = await report({
      stats: { unexpected: 1 },
      suites: [{ title: 'x.spec.ts', specs: [{ title: 'one', tests }] }],
    });
    const { failures } = await readPlaywright(file, 1);
    expect(failures).toEqual(['✗ [browser] › x.spec.ts › one\n    no row\n    | - main:\n    |   - row']);
  });

  it('tells each test that failed or needed another try', async () => {
    const test = (status: string, message: string) => ({
      projectName: 'browser',
      status,
      results: [{ errors: [{ message }] }],
    });
    const file = await report({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 4 },
      suites: [
        {
          title: 'x.spec.ts',
          specs: [{ title: 'one', tests: [test('unexpected', 'no row')] }],
          suites: [{ title: 'rows', specs: [{ title: 'two', tests: [test('flaky', 'late'), test('expected', '')] }] }],
        },
      ],
    });
    await expect(readPlaywright(file, 1)).resolves.toEqual({
      passed: 1,
      failed: 2,
      skipped: 4,
      failures: ['✗ [browser] › x.spec.ts › one\n    no row', '✗ [browser] › x.spec.ts › rows › two\n    late'],
    });
  });
});
