/** `npm run test:engines`: the contract on every engine that the lab can run, and the table of it in docs/engines.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Report, tableOf } from './engine-table.ts';
import { root } from './root.ts';
import { run } from './run.ts';

const report = join(root, 'test-results/engines.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const { code } = await run('vitest', ['run', '--project', 'lab', 'main/engine/contract', ...reporters], {
  show: true,
  env: { GANTRY_ENGINES: 'all' },
});
const told: Report = JSON.parse(await readFile(report, 'utf8'));
await writeFile(join(root, 'docs/engines.md'), tableOf(told));
console.log('docs/engines.md is written');
process.exitCode = code;
