import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ComposeFinding } from '../../../app/compose.ts';
import { cause } from '../../../app/rpc/problem.ts';
import { cpuClock } from '../../../e2e/cpu-time.ts';
import { utilityFromSource } from '../utility/utility-fixture.ts';
import { keysAt } from './schema.ts';
import { validateText } from './validate.ts';

const jobs = utilityFromSource();
const never = new AbortController().signal;
const validate = (text: string, signal = never, runner = jobs) =>
  validateText(text, { path: '/any/compose.yaml', program: undefined, env: {}, jobs: runner, signal });

const good = 'services:\n  web:\n    image: nginx\n';
const wrong = 'services:\n  web:\n    comand: x\n';

beforeAll(() => validate(good), 60_000);
afterAll(() => jobs.dispose());

/** The longest time in ms in which nobody else had a turn while `work` ran. */
async function silence(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

function services(bytes: number): string {
  let text = 'services:\n';
  for (let n = 0; text.length < bytes; n += 1) text += `  s${n}: {a: 1, image: [x]}\n`;
  return text;
}

/** Texts that ended Gantry or kept it from answering anybody for 10 to 25 seconds. */
const texts: readonly (readonly [what: string, text: string])[] = [
  ['6 kB of nested lists', '- '.repeat(3000)],
  ['60 kB of nested lists', '- '.repeat(30_000)],
  ['458 kB of wrong services', services(458_000)],
  ['a million brackets', '['.repeat(1_000_000)],
  ['900 kB of errors', '}\n'.repeat(450_000)],
  ['900 kB of nested keys', '? '.repeat(450_000)],
  ['a key of a million characters', `${'k'.repeat(1_000_000)}: 1\n`],
  ['a mapping in a mapping in …', '{a: '.repeat(250_000)],
];

describe('a hostile compose file', () => {
  test.each(texts)(
    'of %s has bounded findings, and others get their turn',
    { timeout: 60_000 },
    async (_what, text) => {
      let found: readonly ComposeFinding[] = [];
      const longest = await silence(async () => {
        found = await validate(text);
      });
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(200);
      const texts = found.flatMap(({ message }) =>
        typeof message === 'string' ? message : Object.values(message.params),
      );
      expect(Math.max(...texts.map((text) => String(text).length))).toBeLessThanOrEqual(501);
      expect(texts.join('\n')).not.toContain('call stack');
      // Far under a second even beside others that keep this machine busy; one of these took 25.
      expect(longest).toBeLessThan(900);
      expect(await validate(good)).toEqual([]);
    },
  );

  test('may be as deep as it likes, again and again: that is what V8 aborts on', { timeout: 60_000 }, async () => {
    for (const depth of [...Array.from({ length: 31 }, (_, n) => 1500 + n), 9500, 9500, 9501, 9502]) {
      const found = await validate('- '.repeat(depth));
      expect(found[0]).toMatchObject({ line: 1 });
      expect(found.length).toBeLessThanOrEqual(200);
    }
  });

  test('that takes too long is given up and said so', { timeout: 60_000 }, async () => {
    const hurried = utilityFromSource({ job: 1 });
    expect(await validate(services(400_000), never, hurried)).toMatchObject([
      { line: 1, severity: 'warning', message: cause('file-unread-late') },
    ]);
    hurried.dispose();
  });

  test('is not waited for when a newer text has come', { timeout: 60_000 }, async () => {
    const abort = new AbortController();
    const old = validate('['.repeat(1_000_000), abort.signal).catch((error: unknown) => error);
    abort.abort('newer');
    expect(await validate(wrong)).toMatchObject([{ line: 3, source: 'Schema' }]);
    expect(await old).toBe('newer');
  });
});

test('keys of a path are found at once, whatever the path is', () => {
  const used = cpuClock();
  const parts = ['services', '0', 'x'.repeat(255), '^x-', '__proto__', '.'.repeat(255), 'deploy', 'extends', 'build'];
  for (const first of parts) {
    for (const part of parts) keysAt([first, 'a', ...Array.from({ length: 48 }, () => part)]);
  }
  expect(used()).toBeLessThan(5000);
});
