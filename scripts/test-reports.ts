import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** What a run of tests came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each failed test by its name, with how its error begins; empty where a run failed outside of any test. */
  readonly failures: readonly string[];
}

type Json = Record<string, unknown>;

/** Lines of an error that are told again at the end of everything. */
const errorLines = 12;

/** Reads the JSON report that Vitest wrote to `file`; `code` is what it exited with. */
export async function readVitest(file: string, code: number): Promise<Tally> {
  const report = await readJson(file);
  const failures = list(report['testResults']).flatMap((suite) => {
    const failed = list(suite['assertionResults']).filter(({ status }) => status === 'failed');
    // A file that cannot even be read has a message and no test.
    if (failed.length === 0) return suite['status'] === 'failed' ? [told(suite['name'], suite['message'])] : [];
    return failed.map((test) =>
      told(`${text(suite['name'])} › ${text(test['fullName'])}`, texts(test['failureMessages'])),
    );
  });
  return tally(code, {
    passed: number(report['numPassedTests']),
    failed: Math.max(number(report['numFailedTests']), failures.length),
    skipped: number(report['numPendingTests']) + number(report['numTodoTests']),
    failures,
  });
}

/** Lines of what a page showed as a test of it failed, and characters of each. */
const pageLines = 80;
const pageWidth = 160;

/**
 * Reads the JSON report that Playwright wrote to `file`. A test that needed another try has failed. With each failure comes
 * what the page showed, of which nothing else may be left where the tests ran.
 */
export async function readPlaywright(file: string, code: number): Promise<Tally> {
  const report = await readJson(file);
  const stats = object(report['stats']);
  return tally(code, {
    passed: number(stats['expected']),
    failed: number(stats['unexpected']) + number(stats['flaky']),
    skipped: number(stats['skipped']),
    failures: [...list(report['suites']).flatMap((suite) => failedSpecs(suite, [])), ...errorsOf(report)],
  });
}

/** A crash outside of any test is a failure too. */
function tally(code: number, read: Tally): Tally {
  return code !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read;
}

function failedSpecs(suite: Json, above: readonly string[]): string[] {
  const titles = [...above, text(suite['title'])];
  const own = list(suite['specs']).flatMap((spec) =>
    list(spec['tests'])
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map((test) => {
        const name = [`[${text(test['projectName'])}]`, ...titles, text(spec['title'])].join(' › ');
        const results = list(test['results']);
        return [told(name, results.flatMap(errorsOf).join('\n')), ...results.flatMap(pageOf)].join('\n');
      }),
  );
  return [...own, ...list(suite['suites']).flatMap((inner) => failedSpecs(inner, titles))];
}

/** What the page showed, one line for each element, as Playwright keeps it in a block of its account of a failure. */
function pageOf(result: Json): string[] {
  const account = list(result['attachments']).find(({ name }) => name === 'error-context');
  const file = text(account?.['path']);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const from = lines.indexOf('```yaml', lines.indexOf('# Page snapshot')) + 1;
  const page = from === 0 ? [] : lines.slice(from, lines.indexOf('```', from));
  return page.slice(0, pageLines).map((line) => `    | ${line.slice(0, pageWidth)}`);
}

function errorsOf(result: Json): string[] {
  return list(result['errors']).map(({ message }) => text(message));
}

function told(name: unknown, error: unknown): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one.
  const plain = text(error).replaceAll(/\u001b\[[\d;]*m/g, '');
  const lines = plain.split('\n').filter((line) => line.trim() !== '' && !line.includes('node_modules'));
  return [`✗ ${text(name)}`, ...lines.slice(0, errorLines).map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}

async function readJson(file: string): Promise<Json> {
  return existsSync(file) ? object(JSON.parse(await readFile(file, 'utf8'))) : {};
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join('\n') : '';
}
