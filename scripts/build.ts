import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'vite';
import { type BundleName, bundleConfig, bundleNames } from './bundles.ts';
import { root } from './root.ts';

/**
 * Builds the named bundles (all, if none is named) below `out`: `renderer/`, `main/index.cjs`, `preload/index.cjs`,
 * `browser/main.cjs`, and `log-search/worker.cjs` and `utility/program.cjs`, which go with both hosts. A host that runs from
 * there meanwhile does not miss them. Rejects with the bundler's error at the first failure; nothing is changed then.
 */
export async function build(
  what: Partial<Record<BundleName, boolean>> = {},
  out: string = resolve(root, 'out'),
): Promise<void> {
  const host = what.main || what.browser;
  const all = { ...what, 'log-search': what['log-search'] || host, utility: what.utility || host };
  const named = bundleNames.filter((name) => all[name]);
  const wanted = named.length > 0 ? named : bundleNames;
  const fresh = join(out, `.new-${process.pid}`);
  const before = process.env.NODE_ENV;
  // A test runner sets another; React would then bundle its development build.
  process.env.NODE_ENV = 'production';
  try {
    for (const name of wanted) await bundle(bundleConfig(name, fresh));
    for (const name of wanted) await replace(join(out, name), join(fresh, name), join(fresh, `old-${name}`));
  } finally {
    await rm(fresh, { recursive: true, force: true });
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Puts a folder in the place of another, in no time. */
async function replace(folder: string, by: string, aside: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await rename(folder, aside);
  await rename(by, folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = bundleNames.filter((name) => process.argv.includes(name));
  const started = performance.now();
  try {
    await build(Object.fromEntries(names.map((name) => [name, true])));
    const ms = Math.round(performance.now() - started);
    console.log(`Built ${(names.length > 0 ? names : bundleNames).join(', ')} in ${ms} ms`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
