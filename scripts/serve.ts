import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.ts';
import { root } from './bundles.ts';

await build({ renderer: true, browser: true });
// In this very process: a signal then ends the host itself, and its exit code is ours.
await import(pathToFileURL(join(root, 'out/browser/main.cjs')).href);
