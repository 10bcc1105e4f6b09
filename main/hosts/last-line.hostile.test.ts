import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** Windows lets only administrators make links. */
const noLinks = process.platform === 'win32';

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'faults-'));
});
afterEach(() => rm(dir, { recursive: true }));

const module = pathToFileURL(fileURLToPath(new URL('./last-line.ts', import.meta.url))).href;
const tsx = fileURLToPath(import.meta.resolve('tsx'));

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program whose last line is held, with its data in `dir`. */
function run(body: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const program = `
    import { EventEmitter } from 'node:events';
    import { mkdirSync, writeFileSync } from 'node:fs';
    import { holdLastLine } from ${JSON.stringify(module)};
    const data = ${JSON.stringify(join(dir, 'data'))};
    const lastLine = holdLastLine(() => data);
    const relief = { tell: () => console.log('told'), end: (code) => { console.log('ended'); process.exit(code); }, secrets: ['the gates own token'] };
    lastLine.relieve(relief);
    ${body}`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', pathToFileURL(tsx).href, '--input-type=module', '-'], {
      env: { PATH: process.env.PATH, ...env },
      stdio: 'pipe',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(program);
  });
}

const log = () => readFile(join(dir, 'data', 'faults.log'), 'utf8');

it.each([
  ['a timer', `setTimeout(() => { throw new Error('unforeseen') });`],
  [
    'an error that nobody listens for',
    `setImmediate(() => new EventEmitter().emit('error', new Error('unforeseen')));`,
  ],
  ['a promise that nobody waits for', `void Promise.reject(new Error('unforeseen'));`],
  ['a microtask', `queueMicrotask(() => { throw new Error('unforeseen') });`],
])('goes on after %s, having written and told it', async (_what, body) => {
  const { code, stdout, stderr } = await run(`${body} process.on('exit', () => console.log('went on'));`);
  expect([code, stdout]).toEqual([0, 'told\nwent on\n']);
  expect(stderr).toMatch(/^gantry: an unforeseen error \(\w+\) is written down in .*faults\.log: Error: unforeseen\n$/);
  expect(await log()).toMatch(/^\d{4}-\S+Z (exception|rejection): Error: unforeseen\n {4}at /);
  const { mode } = await stat(join(dir, 'data', 'faults.log'));
  expect(mode & 0o077).toBe(process.platform === 'win32' ? mode & 0o077 : 0);
});

it.each([
  ['nothing', 'undefined'],
  ['null', 'null'],
  ['a text', '"unforeseen"'],
  ['an object', '({ some: 1 })'],
  ['a symbol', 'Symbol("x")'],
  [
    'an error whose stack throws',
    'Object.defineProperty(new Error("x"), "stack", { get() { throw new Error("not this") } })',
  ],
  ['an error without a stack', 'Object.assign(new Error("x"), { stack: undefined })'],
  ['an error that causes itself', '(() => { const e = new Error("x"); e.cause = e; return e; })()'],
  [
    'an object that throws when it is printed',
    '({ [Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("not this") } })',
  ],
  ['an endless message', 'new Error("x".repeat(50_000_000))'],
])('goes on after %s was thrown', async (_what, value) => {
  const { code, stdout } = await run(
    `setTimeout(() => { throw ${value} }); process.on('exit', () => console.log('went on'));`,
  );
  expect([code, stdout]).toEqual([0, 'told\nwent on\n']);
  expect((await log()).length).toBeLessThan(9000);
});

it('ends properly on the third within a minute, and only once', async () => {
  const { code, stdout, stderr } = await run(`
    lastLine.relieve({ ...relief, end: (code) => { console.log('ended'); setTimeout(() => process.exit(code), 100); } });
    for (let n = 0; n < 10; n++) setTimeout(() => { throw new Error('unforeseen ' + n) });`);
  expect([code, stdout]).toEqual([1, 'told\ntold\nended\n']);
  expect(stderr).toContain('gantry: ends: 3 unforeseen errors within 60 s\n');
  expect((await log()).match(/unforeseen \d\n/g)?.length).toBeGreaterThanOrEqual(3);
});

it('ends also where there is nobody to end it yet', async () => {
  const { code } = await run(`
    const other = holdLastLine(() => data);
    for (let n = 0; n < 3; n++) setTimeout(() => { throw new Error('unforeseen') });
    setInterval(() => undefined, 1000);`);
  expect(code).toBe(1);
});

it('does not fall over what it calls', async () => {
  const { code, stdout } = await run(`
    lastLine.relieve({ ...relief, tell: () => { throw new Error('nobody there') } });
    setTimeout(() => { throw new Error('unforeseen') });
    process.on('exit', () => console.log('went on'));`);
  expect([code, stdout]).toEqual([0, 'went on\n']);
});

it('writes no secret, neither into the file nor to the terminal', async () => {
  const { stderr } = await run(
    `const error = new Error('GET https://me:hunter2@registry/v2 Authorization: Basic aHVudGVyMg== ' + process.env.DB_PASSWORD + ' {"auth":"aHVudGVyMg==","password":"hunter2"} the gates own token');
     error.cause = Object.assign(new Error('X-Registry-Auth: hunter2'), { token: 'hunter2' });
     setTimeout(() => { throw error });
     setTimeout(() => { throw { headers: { authorization: 'Bearer hunter2', cookie: 'gantry=hunter2' } } });`,
    { DB_PASSWORD: 'swordfish' },
  );
  const written = await log();
  for (const text of [stderr, written]) expect(text).not.toMatch(/hunter2|aHVudGVyMg|swordfish|the gates own token/);
  expect(written).toContain('caused by Error: X-Registry-Auth: ***');
});

it('keeps the file small, and the one before it', async () => {
  await mkdir(join(dir, 'data'));
  await writeFile(join(dir, 'data', 'faults.log'), 'old\n'.repeat(70_000));
  await run(`setTimeout(() => { throw new Error('unforeseen') });`);
  expect((await readdir(join(dir, 'data'))).sort()).toEqual(['faults.1.log', 'faults.log']);
  expect((await log()).length).toBeLessThan(9000);
});

it('takes note of failed operations without counting them, and of some only', async () => {
  const { code, stdout } = await run(`
    for (let n = 0; n < 1000; n++) lastLine.note(new Error('failed'));
    console.log('went on');`);
  expect([code, stdout]).toEqual([0, 'went on\n']);
  expect((await log()).match(/failure of an operation: Error: failed/g)).toHaveLength(20);
});

it.skipIf(noLinks)('writes through no link (Windows lets only administrators make one)', async () => {
  await mkdir(join(dir, 'data'));
  await writeFile(join(dir, 'victim'), 'as it was');
  await symlink(join(dir, 'victim'), join(dir, 'data', 'faults.log'));
  const { code, stderr } = await run(`setTimeout(() => { throw new Error('unforeseen') });`);
  expect(code).toBe(0);
  expect(stderr).toContain('is not written down: Error: unforeseen');
  expect(await readFile(join(dir, 'victim'), 'utf8')).toBe('as it was');
});

it('goes on where nothing can be written and nobody reads what it says', async () => {
  const { code, stdout } = await run(`
    writeFileSync(data, 'a file, not a folder');
    process.stderr.destroy();
    setTimeout(() => { throw new Error('unforeseen') });
    process.on('exit', () => console.log('went on'));`);
  expect([code, stdout]).toEqual([0, 'told\nwent on\n']);
});
