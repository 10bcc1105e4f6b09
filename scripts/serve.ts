import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.ts';
import { root } from './bundles.ts';

/** Builds what the browser host needs and runs it in this process's place: same output, signals and exit code. */
await build({ renderer: true, browser: true });
const child = spawn(process.execPath, [join(root, 'out/browser/main.cjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
