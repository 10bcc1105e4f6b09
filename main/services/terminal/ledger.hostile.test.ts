import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownMark } from '../../disk/process-mark.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { ShellLedger, type ShellRecord } from './ledger.ts';

let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-ledger-'));
});

afterEach(async () => {
  child?.kill('SIGKILL');
  child = undefined;
  await rm(folder, { recursive: true });
});

const engine = `e${'0'.repeat(12)}`;
const record = (n: number): ShellRecord => ({
  engine,
  container: 'c'.repeat(64),
  shell: n.toString(16).padStart(32, '0'),
});
const own = await ownMark();
const gone = { ...own, pid: 2 ** 22 + 1, started: 'before' };

const write = (shells: readonly unknown[], more: object = {}) =>
  writeFile(join(folder, 'shells.json'), JSON.stringify({ version: 1, shells, ...more }));

const leftovers = async () => (await ShellLedger.open(unshared(folder))).leftovers(engine).map(({ shell }) => shell);

describe('what is written down of shells', () => {
  it('is a leftover once its process is gone, and not before', async () => {
    child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const alive = { ...own, pid: child.pid ?? 0, started: '' };
    const other = { ...gone, machine: 'another-machine' };
    const [one, two, three] = [record(1), record(2), record(3)];
    await write([
      { ...one, owner: gone },
      { ...two, owner: alive },
      { ...three, owner: other },
    ]);
    expect(await leftovers()).toEqual([one.shell]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await leftovers()).toEqual([one.shell, two.shell]);
  });

  it.runIf(process.platform === 'linux')('is a leftover though another process has that id by now', async () => {
    const self = own;
    await write([
      { ...record(1), owner: self },
      { ...record(2), owner: { ...self, started: `${self.started}0` } },
    ]);
    expect(await leftovers()).toEqual([record(2).shell]);
  });

  it('is read entry by entry, whatever else is in the file', async () => {
    const odd = [
      null,
      7,
      { ...record(2) },
      { ...record(3), owner: { ...gone, pid: 'x' } },
      { ...record(4), shell: '$(id)' },
    ];
    await write([...odd, { ...record(1), owner: gone, more: 'later' }]);
    expect(await leftovers()).toEqual([record(1).shell]);
    for (const text of ['', '{', '[]', '{"version":2,"shells":[]}', 'x'.repeat(2 ** 21)]) {
      await writeFile(join(folder, 'shells.json'), text);
      expect(await leftovers()).toEqual([]);
    }
  });

  it('is bounded: the oldest leftovers are forgotten, none that runs', async () => {
    await write(Array.from({ length: 500 }, (_, n) => ({ ...record(n), owner: gone })));
    const ledger = await ShellLedger.open(unshared(folder));
    expect(ledger.leftovers(engine)).toHaveLength(200);
    await Promise.all(Array.from({ length: 64 }, (_, n) => ledger.note(record(1000 + n))));
    expect(ledger.leftovers(engine)).toHaveLength(136);
    expect(ledger.leftovers(engine).at(-1)?.shell).toBe(record(499).shell);
    const { shells } = JSON.parse(await readFile(join(folder, 'shells.json'), 'utf8')) as { shells: unknown[] };
    expect(shells).toHaveLength(200);
  });

  it('goes when a shell exits, but not while that is being ended', async () => {
    const ledger = await ShellLedger.open(unshared(folder));
    await Promise.all([ledger.note(record(1)), ledger.note(record(2))]);
    ledger.abandon(record(2).shell);
    ledger.exited(record(1).shell);
    ledger.exited(record(2).shell);
    expect(ledger.leftovers(engine).map(({ shell }) => shell)).toEqual([record(2).shell]);
    ledger.drop(record(2).shell);
    await ledger.flush();
    expect(JSON.parse(await readFile(join(folder, 'shells.json'), 'utf8'))).toEqual({ version: 1, shells: [] });
  });

  it('hinders no shell where nothing can be written', async () => {
    const ledger = await ShellLedger.open(unshared(join(folder, 'missing')));
    await ledger.note(record(1));
    ledger.drop(record(1).shell);
    await ledger.flush();
  });
});
