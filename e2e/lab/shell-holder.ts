import { ShellHow } from '../../app/terminal.ts';
import { startLocalClient } from '../bench/tools/local-client.ts';

/**
 * A Gantry without a window that opens a shell and types a line into it: `node --import tsx shell-holder.ts
 * DOCKER_HOST DATA CONTAINER LINE [HOW]`, the last one as JSON. Ends properly by SIGTERM.
 */
const [dockerHost = '', dataDir = '', id = '', line = '', how] = process.argv.slice(2);
const local = await startLocalClient(dockerHost, { dataDir });
const alive = setInterval(() => {}, 60_000);
process.once('SIGTERM', () => void local.close().finally(() => clearInterval(alive)));
const { client, engine } = local;
const { session } = await client.terminal.open({
  engine,
  id,
  cols: 80,
  rows: 24,
  ...(how === undefined ? {} : { how: ShellHow.parse(JSON.parse(how)) }),
});
await client.terminal.write({ session, data: new TextEncoder().encode(`${line}\n`) });
