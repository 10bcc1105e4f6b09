import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { contentSecurityPolicy, loadPage } from '../../main/hosts/page.ts';
import { forkUtility } from '../../main/processes/fork.ts';
import { UtilityJobs } from '../../main/processes/utility-jobs.ts';
import { SearchRunner } from '../../main/services/logs/search/search-runner.ts';
import { startSearchThread } from '../../main/services/logs/search/search-thread.ts';
import type { utilityJobs } from '../../main/services/utility/jobs.ts';
import { build } from '../../scripts/build.ts';
import { inspectScript } from './inspect-script.ts';

// A bundle is some megabytes to look through, beside whatever else the machine does.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'bundles-'));
});
afterAll(() => rm(out, { recursive: true }));

const read = (path: string) => readFile(join(out, path), 'utf8');

/** What Node itself brings, with and without the prefix. */
const builtins = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);

/** Runs a bundle alone in an empty folder, so that nothing but itself can be loaded. */
async function runAlone(bundle: string, args: readonly string[], preload?: string) {
  const alone = await mkdtemp(join(tmpdir(), 'alone-'));
  try {
    await copyFile(join(out, bundle), join(alone, basename(bundle)));
    if (preload) await writeFile(join(alone, 'preload.cjs'), preload);
    const options = preload ? ['--require', './preload.cjs'] : [];
    return spawnSync(process.execPath, [...options, basename(bundle), ...args], {
      cwd: alone,
      encoding: 'utf8',
      env: { PATH: '' },
      timeout: 20_000,
    });
  } finally {
    await rm(alone, { recursive: true });
  }
}

describe('the preload bundle', () => {
  beforeAll(() => build({ preload: true }, out));

  test('is one file', async () => {
    expect(await readdir(join(out, 'preload'))).toEqual(['index.cjs']);
  });

  test('compiles as the body of a function with the parameters that Electron gives a sandboxed preload', async () => {
    const parameters = [
      'require',
      'process',
      'exports',
      'module',
      'Buffer',
      'global',
      'setImmediate',
      'clearImmediate',
    ];
    const text = await read('preload/index.cjs');
    expect(() => compileFunction(text, parameters)).not.toThrow();
  });

  test('requires Electron’s renderer side only, imports nothing and evaluates nothing', async () => {
    const { required, dynamicImports, evaluations } = inspectScript(await read('preload/index.cjs'));
    expect(required).toEqual(['electron/renderer']);
    expect([dynamicImports, evaluations]).toEqual([0, 0]);
  });

  test('exposes one object literal of functions', async () => {
    const { exposed } = inspectScript(await read('preload/index.cjs'));
    expect(exposed).toEqual([{ key: 'gantry', members: ['connect: ArrowFunctionExpression'] }]);
  });
});

describe('the main bundle', () => {
  beforeAll(() => build({ main: true }, out), 30_000);

  test('is one file that requires Electron and Node only', async () => {
    expect(await readdir(join(out, 'main'))).toEqual(['index.cjs', 'licenses.md']);
    const { required, dynamicImports } = inspectScript(await read('main/index.cjs'));
    expect(required).toContain('electron');
    expect(required.filter((name) => name !== 'electron' && !builtins.has(name))).toEqual([]);
    expect(dynamicImports).toBe(0);
  });

  test('loads with nothing beside it and is through with the time before ready in one turn', async () => {
    const { stdout, stderr, status } = await runAlone('main/index.cjs', [], secondInstance);
    expect(stderr).toBe('');
    expect(stdout).toBe(
      'setName enableSandbox registerSchemesAsPrivileged requestSingleInstanceLock quit | the module is evaluated\n',
    );
    expect(status).toBe(0);
  });
});

/** Stands in for Electron in a second instance: any call is written down, and there is no lock to be had. */
const secondInstance = `
const Module = require('node:module');
const calls = [];
const anything = new Proxy(function () {}, {
  get: (_, name) => (...args) => { calls.push(name); return name !== 'requestSingleInstanceLock'; },
});
const electron = new Proxy({}, { get: () => anything });
const load = Module._load;
Module._load = (name, ...rest) => (name === 'electron' ? electron : load(name, ...rest));
process.once('exit', () => process.stdout.write(calls.join(' ') + '\\n'));
setImmediate(() => undefined);
process.nextTick(() => calls.push('| the module is evaluated'));
`;

describe('the browser bundle', () => {
  beforeAll(() => build({ browser: true }, out), 30_000);

  test('is one file that requires Node only: Electron is not within its reach', async () => {
    expect(await readdir(join(out, 'browser'))).toEqual(['licenses.md', 'main.cjs']);
    const { required, dynamicImports } = inspectScript(await read('browser/main.cjs'));
    expect(required.filter((name) => !builtins.has(name))).toEqual([]);
    expect(dynamicImports).toBe(0);
  });

  test('holds the definitions that dockerode would read from files', async () => {
    const text = await read('browser/main.cjs');
    expect(text).toMatch(/protoLoader\.fromJSON\(\{/);
    expect(text).not.toMatch(/loadSync\(\s*path\.resolve\(__dirname/);
  });

  test('loads with nothing beside it', async () => {
    const { stderr, status } = await runAlone('browser/main.cjs', ['--no-such-option']);
    expect(stderr).toContain('Usage: gantry');
    expect(stderr).not.toContain('Cannot find module');
    expect(status).toBe(1);
  });

  test('runs nothing of ssh2 and of gRPC, which dockerode brings along and Gantry does not ask for', async () => {
    const { stdout } = await runAlone('browser/main.cjs', ['--no-such-option'], whatIsLooked);
    expect(stdout).toContain('env DEBUG');
    expect(stdout).not.toMatch(/env GRPC|WebAssembly/);
  });
});

/** Tells what variables a program looks at, and whether it uses WebAssembly, as ssh2 does for one of its ciphers. */
const whatIsLooked = `
const tell = (what) => void require('node:fs').writeSync(1, what + '\\n');
process.env = new Proxy({ ...process.env, DEBUG: '' }, { get: (all, name) => (tell('env ' + String(name)), all[name]) });
const { WebAssembly } = globalThis;
const get = () => (new Error().stack.includes('main.cjs') && tell('WebAssembly'), WebAssembly);
Object.defineProperty(globalThis, 'WebAssembly', { get });
`;

async function pageFiles(extension: string): Promise<string[]> {
  const names = await readdir(join(out, 'renderer'), { recursive: true });
  return names.filter((name) => name.endsWith(extension));
}

describe('the page', () => {
  beforeAll(() => build({ renderer: true }, out), 60_000);

  test('has of inline scripts the one that its policy names, and loads nothing from elsewhere', async () => {
    const html = await read('renderer/index.html');
    const [first = ''] = /<script>[^]*?<\/script>/.exec(html) ?? [];
    const hash = createHash('sha256').update(first.slice('<script>'.length, -'</script>'.length)).digest('base64');
    expect(contentSecurityPolicy).toContain(`script-src-elem 'self' 'sha256-${hash}';`);
    const others = html.replace(first, '').matchAll(/<script\b[^>]*>/g);
    for (const [tag] of others) expect(tag).toMatch(/ src="\/assets\/[\w.-]+\.js"/);
    expect(html).not.toMatch(/\b(src|href)="(?!\/assets\/)/);
    expect(html).not.toMatch(/\bon\w+=|<webview|<base|javascript:/);
  });

  test('has style sheets that load nothing from elsewhere', async () => {
    for (const file of await pageFiles('.css')) {
      const css = await read(join('renderer', file));
      expect(css).not.toMatch(/@import|url\(\s*['"]?(https?:|\/\/)/);
    }
  });

  test('has scripts that evaluate nothing and open no webview', async () => {
    for (const file of await pageFiles('.js')) {
      const script = await read(join('renderer', file));
      expect(inspectScript(script, 'module')).toMatchObject({ required: [], evaluations: 0 });
      expect(script).not.toContain('<webview');
    }
  });

  test('is React’s production build', async () => {
    for (const file of await pageFiles('.js'))
      expect(await read(join('renderer', file))).not.toContain('react-dom-client.development');
  });

  test('has only files whose type the page server knows', async () => {
    const page = await loadPage(join(out, 'renderer'));
    for (const path of page.paths) {
      const { status, headers } = await page.respond({ method: 'HEAD', path: encodeURI(path) });
      expect([path, status, headers['content-type']]).toEqual([path, 200, expect.not.stringMatching('octet-stream')]);
    }
    expect(page.paths.filter((path) => !path.startsWith('/assets/')).sort()).toEqual([
      '/',
      '/index.html',
      '/licenses.md',
    ]);
  });
});

describe('the bundle that searches logs', () => {
  beforeAll(() => build({ browser: true }, out), 30_000);

  test('is one file that requires Node only, and comes with a host', async () => {
    expect(await readdir(join(out, 'log-search'))).toEqual(['licenses.md', 'worker.cjs']);
    const { required, dynamicImports } = inspectScript(await read('log-search/worker.cjs'));
    expect(required.filter((name) => !builtins.has(name))).toEqual([]);
    expect(dynamicImports).toBe(0);
  });

  test('searches', async () => {
    const runner = new SearchRunner(() => startSearchThread(join(out, 'log-search/worker.cjs')));
    const plain = { regex: false, matchCase: false, wholeWord: false, invert: false, levels: [], context: 0 };
    const search = runner.begin({ text: 'ÜBER', ...plain });
    const part = {
      kind: 'rows',
      text: Buffer.from('a\nüber\n'),
      index: Uint32Array.of(0, 1, 0, 0, 2, 1, 0, 0),
    } as const;
    expect(await runner.run(search, part)).toEqual(Uint32Array.of(2));
    runner.dispose();
  });
});

describe('the bundle that reads what may kill its reader', () => {
  beforeAll(() => build({ browser: true }, out), 30_000);

  test('is one file that requires Node only, and comes with a host', async () => {
    expect(await readdir(join(out, 'utility'))).toEqual(['licenses.md', 'program.cjs']);
    const { required, dynamicImports } = inspectScript(await read('utility/program.cjs'));
    expect(required.filter((name) => !builtins.has(name))).toEqual([]);
    expect(dynamicImports).toBe(0);
  });

  test('reads', async () => {
    const jobs = new UtilityJobs<typeof utilityJobs>(forkUtility(join(out, 'utility/program.cjs')));
    const { signal } = new AbortController();
    const text = 'services:\n  a:\n    comand: x\n';
    expect(await jobs.run('checkText', text, signal)).toMatchObject({ yaml: [], schema: [{ line: 3, column: 5 }] });
    jobs.dispose();
  });

  test('leaves its libraries out of the hosts', async () => {
    for (const host of ['main', 'browser']) {
      expect(await read(`${host}/licenses.md`)).not.toMatch(/^## (yaml|ajv) - /m);
    }
    expect(await read('utility/licenses.md')).toMatch(/^## yaml - /m);
  });
});

test('every licence of what is bundled goes along', async () => {
  for (const [bundle, name] of [
    ['main', 'dockerode'],
    ['browser', 'ws'],
    ['renderer', 'react-dom'],
    ['renderer', 'dockerfile-utils'],
    ['renderer', '@fontsource-variable/inter'],
    ['renderer', '@fontsource-variable/jetbrains-mono'],
  ]) {
    expect(await read(`${bundle}/licenses.md`)).toMatch(new RegExp(`^## ${name} - `, 'm'));
  }
});

test('the bundles of a build lie side by side, where main looks for them', async () => {
  expect((await readdir(out)).sort()).toEqual(['browser', 'log-search', 'main', 'preload', 'renderer', 'utility']);
});
