import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import { expect, test } from 'vitest';
import { problem } from '../../../app/rpc/problem.ts';
import type { TerminalItem } from '../../../app/terminal.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ExecSession } from '../../engine/ports/containers.ts';
import { ParseBudget } from './screen/parse-budget.ts';
import { ShellSession } from './shell-session.ts';

const size = { cols: 80, rows: 24 };
/** More than a reader may be behind, of lines that are all kept. */
const lines = Array.from({ length: 9000 }, (_, n) => `line ${n} ${'x'.repeat(65)}`);
const printed = Array.from({ length: 90 }, (_, n) => `${lines.slice(100 * n, 100 * (n + 1)).join('\r\n')}\r\n`);

/** A program that prints all of it, as soon as it may, and whose engine then goes. */
function printing(go: Promise<void>, texts: Iterable<string>): ExecSession {
  async function* output() {
    await go;
    for (const text of texts) yield Buffer.from(text);
    throw problem('engine-unreachable', 'engine-unreachable');
  }
  return {
    output: output(),
    write: () => Promise.resolve(),
    endInput: () => undefined,
    resize: () => Promise.resolve(),
    pid: () => Promise.resolve(1),
    exitCode: () => Promise.resolve(undefined),
    close: () => undefined,
  };
}

test('a reader that does not keep up gets the screen alone, and in the end every line', async () => {
  let go = () => {};
  const exec = printing(new Promise<void>((resolve) => (go = resolve)), printed);
  const record = { engine: 'e', container: 'c', shell: 's' };
  const inside = { id: 'c', startedAt: 0 };
  const session = new ShellSession(
    // Its engine is asked for nothing once it is gone.
    {
      record,
      engine: {} as Engine,
      inside,
      name: 'web',
      how: { kind: 'exec', command: ['sh'] },
      exec,
      held: new AbortController(),
      ...size,
    },
    { scrollback: 10_000, budget: new ParseBudget(), onChange: () => undefined },
  );
  const items = session.read(new AbortController().signal, 10_000);
  await items.next();
  go();
  await session.exited;
  const seen: TerminalItem[] = [];
  for await (const item of items) seen.push(item);
  const screens = seen.filter((item) => item.kind === 'screen');
  expect(screens).toHaveLength(2);
  const [first, last] = screens;
  expect(first?.more).toBe(true);
  expect(first?.data.byteLength).toBeLessThan(2 * size.cols * size.rows);
  expect(seen.at(-1)?.kind).toBe('exit');
  // As a page does: a screen takes the place of all before it, what else is printed comes below.
  const page = new Terminal({ ...size, scrollback: 10_000, allowProposedApi: true });
  for (const item of seen) {
    if (item.kind === 'screen') page.reset();
    if (item.kind === 'screen' || item.kind === 'output')
      await new Promise<void>((done) => page.write(item.data, done));
  }
  const { active } = page.buffer;
  const shown = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
  expect(shown.join('\n').trimEnd()).toBe((await session.text()).trimEnd());
  expect(shown.slice(0, lines.length)).toEqual(lines);
  expect(last?.more).toBe(false);
});
