import { join } from 'node:path';
import { build } from './build.ts';
import { root } from './bundles.ts';
import { launch } from './open.ts';

await build({ renderer: true, browser: true });
process.exit(await launch(process.execPath, [join(root, 'out/browser/main.cjs'), ...process.argv.slice(2)]));
