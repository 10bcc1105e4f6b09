import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import type { Reason } from '../../../app/reasons/reasons.ts';
import { inShort } from '../../../app/rpc/problem.ts';
import { createApp, type GantryApp } from '../../app.ts';
import { forkUtility } from '../../processes/fork.ts';
import { holdLastLine } from '../last-line.ts';
import { onEndSignals } from '../signals.ts';
import { startBrowserHost } from './server.ts';

declare const __APP_VERSION__: string;

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
  const { note, relieve } = holdLastLine(() => options.dataDir);
  const app = await createApp({ dataDir: options.dataDir, host, logSearch, startUtility, note, tell: complain });
  const browserHost = await startBrowserHost({
    app,
    pageDir: join(import.meta.dirname, '../renderer'),
    port: options.port,
  });
  const end = (code: number) => {
    const running = app.running();
    if (running !== '') process.stdout.write(`Ending ${running} …\n`);
    // The wires stay open for what windows still have to send; they close with the process.
    void app
      .end()
      .then(() => browserHost.close())
      .finally(() => process.exit(code));
  };
  relieve({ tell: () => app.countFault(), end, secrets: browserHost.secrets });
  onEndSignals(
    () => end(0),
    () => process.exit(0),
  );
  await app.announce(browserHost.url);
  process.stdout.write(`Gantry is ready at ${browserHost.url}\n`);
  if (app.unkept) sayUnkept(app.unkept);
  if (options.open) await browserHost.openBrowser();
}

/** The terminal has English of its own, as native dialogs have: no page is there to word anything. */
const unkeptWords: Readonly<Partial<Record<Reason, string>>> = {
  'data-shared': 'Another Gantry keeps its data in the same folder.',
  'data-taken-over': 'Another Gantry has taken over the folder where this one kept its data.',
};

function sayUnkept({ cause, url }: NonNullable<GantryApp['unkept']>): void {
  const other = url === undefined ? '' : ` The other one is at ${url}`;
  process.stdout.write(`Nothing is kept: ${unkeptWords[cause.reason] ?? inShort(cause)}${other}\n`);
}

function complain(what: string, error?: unknown): void {
  process.stderr.write(`gantry: ${what}${error === undefined ? '' : `: ${inspect(error)}`}\n`);
}

// A terminal that was closed takes no more words; that is no reason to end without writing.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exit(1);
});
