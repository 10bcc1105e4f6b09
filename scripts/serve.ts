import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApart } from './build-apart.ts';
import { root } from './root.ts';

await buildApart('renderer', 'browser');
// In this very process: a signal then ends the host itself, and its exit code is ours.
await import(pathToFileURL(join(root, 'out/browser/main.cjs')).href);
