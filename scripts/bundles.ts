import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { pageChunks, withFurther } from './page-chunks.ts';
import {
  furtherLicences,
  loadedWhenUsed,
  protoAsJson,
  withoutNatives,
  withoutRegistry,
  workerPackages,
} from './plugins.ts';
import { root } from './root.ts';

export const bundleNames = ['renderer', 'main', 'preload', 'browser', 'log-search', 'utility'] as const;
export type BundleName = (typeof bundleNames)[number];

/** The Vite configuration of each bundle; each writes into its own folder below `out`. */
export function bundleConfig(name: BundleName, out: string): InlineConfig {
  switch (name) {
    case 'renderer':
      return rendererConfig(join(out, 'renderer'));
    case 'main':
      return nodeConfig('main/hosts/electron/main.ts', join(out, 'main'), 'index.cjs');
    case 'browser':
      return nodeConfig('main/hosts/browser/main.ts', join(out, 'browser'), 'main.cjs');
    case 'log-search':
      return nodeConfig('main/services/logs/search/search-worker.ts', join(out, 'log-search'), 'worker.cjs');
    case 'utility':
      return nodeConfig('main/services/utility/program.ts', join(out, 'utility'), 'program.cjs');
    case 'preload':
      return preloadConfig(join(out, 'preload'));
  }
}

function shared(outDir: string): InlineConfig {
  return {
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __APP_VERSION__: JSON.stringify(appVersion()) },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      // Names every bundled package with its licence, as those licences ask of whoever passes it on.
      license: { fileName: 'licenses.md' },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
    },
  };
}

/** The page: hashed files only, nothing inline, so that the CSP needs neither `data:` nor hashes for scripts. */
function rendererConfig(outDir: string): InlineConfig {
  const base = shared(outDir);
  const inWorkers = new Set<string>();
  return {
    ...base,
    root: join(root, 'renderer'),
    base: '/',
    plugins: [react(), withFurther(), furtherLicences(inWorkers)],
    worker: { format: 'es', plugins: () => [withoutRegistry(), workerPackages(inWorkers)] },
    build: {
      ...base.build,
      assetsInlineLimit: 0,
      // One style sheet, with the page: code that comes later waits for no second file.
      cssCodeSplit: false,
      // All files that the page opens with are asked for at once, not each when the one before has been read.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []),
      },
      rolldownOptions: {
        output: { codeSplitting: { groups: pageChunks() } },
      },
    },
  };
}

/**
 * A program for Node, whose source is `entry` below the root, as one CommonJS file with everything in it, so that no
 * node_modules is shipped. CommonJS because Electron's pre-ready phase must be synchronous; a module's evaluation is not.
 */
export function nodeConfig(entry: string, outDir: string, file: string): InlineConfig {
  const base = shared(outDir);
  return {
    ...base,
    root,
    plugins: [protoAsJson(), loadedWhenUsed(), withoutNatives()],
    ssr: { target: 'node', noExternal: true, external: ['electron'] },
    build: {
      ...base.build,
      ssr: join(root, entry),
      minify: false,
      rolldownOptions: {
        external: [/^electron(\/.*)?$/, /^node:/, ...builtinModules],
        output: { format: 'cjs', entryFileNames: file, codeSplitting: false },
      },
    },
  };
}

/** A sandboxed preload: one file whose only `require` is Electron's. */
function preloadConfig(outDir: string): InlineConfig {
  const base = shared(outDir);
  return {
    ...base,
    root,
    build: {
      ...base.build,
      license: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'main/hosts/electron/preload.ts'),
        external: ['electron/renderer'],
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  };
}

function appVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest && 'version' in manifest && typeof manifest.version === 'string') {
    return manifest.version;
  }
  throw new Error('package.json has no version');
}
