import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../../app.ts';
import { forkUtility } from '../../processes/fork.ts';
import { holdLastLine } from '../last-line.ts';
import { startBrowserHost } from './server.ts';

declare const __APP_VERSION__: string;

/** Longest time that ending shells and writing settings may take before the process leaves all the same. */
const quitLimit = 1500;

const usage = `Usage: gantry [--port N] [--no-open] [--data DIR]

  --port N     listen on this port of 127.0.0.1 (a free one by default)
  --no-open    do not open a browser
  --data DIR   where settings are kept
`;

interface Options {
  readonly port: number;
  readonly open: boolean;
  readonly dataDir: string;
}

/** The options of the command line; throws on any that is unknown or out of range. */
function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, data: { type: 'string' } },
  });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port} is not a port number`);
  return { port, open: !values['no-open'], dataDir: values.data ? resolve(values.data) : defaultDataDir() };
}

function defaultDataDir(): string {
  if (process.platform === 'win32') return join(process.env.APPDATA ?? homedir(), 'Gantry browser');
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/Gantry browser');
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'gantry-browser');
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const host = { kind: 'browser', version: __APP_VERSION__, platform: process.platform } as const;
  // The bundle lies in out/browser; page, search and utility are its neighbours.
  const logSearch = join(import.meta.dirname, '../log-search/worker.cjs');
  const startUtility = forkUtility(join(import.meta.dirname, '../utility/program.cjs'));
  const lastLine = holdLastLine(() => options.dataDir);
  const app = await createApp({ dataDir: options.dataDir, host, logSearch, startUtility, note: lastLine.note });
  const browserHost = await startBrowserHost({
    app,
    pageDir: join(import.meta.dirname, '../renderer'),
    port: options.port,
  });
  let quitting = false;
  // Ctrl+C reaches every process of a terminal, and a starter passes it on once more: the second one changes nothing.
  const end = (code: number) => {
    if (quitting) return;
    quitting = true;
    setTimeout(() => process.exit(code), quitLimit).unref();
    void Promise.allSettled([browserHost.close(), app.dispose()]).then(() => process.exit(code));
  };
  lastLine.relieve({ tell: () => app.countFault(), end, secrets: browserHost.secrets });
  process.on('SIGINT', () => end(0));
  process.on('SIGTERM', () => end(0));
  process.stdout.write(`Gantry is ready at ${browserHost.url}\n`);
  if (options.open) await browserHost.openBrowser();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exit(1);
});
