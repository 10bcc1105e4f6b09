import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../main/app.ts';
import { startBrowserHost } from '../../main/hosts/browser/server.ts';
import { holdLastLine } from '../../main/hosts/last-line.ts';
import { forkUtility } from '../../main/processes/fork.ts';

/** Runs what people run in front of an engine, in a home of its own, and answers its parent's questions. */
const home = process.env.HOME ?? '';
const dataDir = join(home, 'data');
const pageDir = join(home, 'page');
await mkdir(pageDir, { recursive: true });
await writeFile(join(pageDir, 'index.html'), '<title>page</title>');
const lastLine = holdLastLine(() => dataDir);
const app = await createApp({
  dataDir,
  host: { kind: 'browser', version: 'fuzz', platform: process.platform },
  logSearch: fileURLToPath(new URL('../../main/services/logs/search/search-worker.source.mjs', import.meta.url)),
  startUtility: forkUtility(fileURLToPath(new URL('../../main/services/utility/program.source.mjs', import.meta.url))),
  note: lastLine.note,
});
const host = await startBrowserHost({ app, pageDir, port: 0 });
let faults = 0;
lastLine.relieve({
  tell: () => (faults += 1),
  end: (code) => process.exit(code),
  secrets: host.secrets,
});

process.on('message', (question) => {
  if (question === 'heap') {
    globalThis.gc?.();
    process.send?.({ heap: process.memoryUsage().heapUsed, faults });
  } else if (question === 'end') {
    void Promise.allSettled([host.close(), app.end()]).then(() => process.exit(0));
  }
});
process.send?.({ url: host.url });
