import { setTimeout as sleep } from 'node:timers/promises';
import { dockerEngine } from '../../main/engine/docker/engine.ts';
import { lineCount } from '../../main/engine/ports/log-block.ts';
import type { Lab } from '../lab/lab.ts';
import type { Benchmark } from './tools/context.ts';
import { createContainers, docker, dockerToNull } from './tools/populate.ts';
import { timed } from './tools/stats.ts';

const lines = 1_000_000;
const runs = 5;

/** A million lines of 100 bytes read through the engine's adapter, beside the docker command. */
export const logRead: Benchmark = {
  name: 'log-read',
  async run(context) {
    const lab = await context.lab();
    const id = await longLog(lab, lines);
    const { containers } = dockerEngine({ kind: 'unix', path: lab.socket });
    const wall: number[] = [];
    const cpu: number[] = [];
    const cli: number[] = [];
    for (let n = 0; n < runs; n += 1) {
      const before = process.cpuUsage();
      let seen = 0;
      wall.push(
        await timed(async () => {
          const options = { tail: 'all', follow: false } as const;
          for await (const block of containers.logs(id, options, new AbortController().signal))
            seen += lineCount(block);
        }),
      );
      const used = process.cpuUsage(before);
      cpu.push((used.user + used.system) / 1000);
      if (seen !== lines) throw new Error(`${seen} lines instead of ${lines}`);
      cli.push(await timed(() => dockerToNull(lab, 'logs', '-t', id)));
    }
    const beside = { what: 'docker logs -t', values: cli };
    context.report({ name: `${lines.toLocaleString('en')} lines, wall`, unit: 'ms', gantry: wall, beside });
    context.report({ name: 'the same, CPU of Node', unit: 'ms', gantry: cpu });
  },
};

/** Starts a container that prints so many lines of 100 bytes and then waits; resolves when it has. */
export async function longLog(lab: Lab, lines: number): Promise<string> {
  const filler = 'the quick brown fox jumps over the lazy dog, again and again and again, until it is tired';
  // With a width of ten digits a line is 100 bytes long, its end included.
  const script = `seq -w 1 ${String(lines).padStart(10, '0')} | sed 's/$/ ${filler.slice(0, 88)}/'; exec sleep 1000000`;
  const [id = ''] = await createContainers(lab, [{ name: 'long-log', command: ['sh', '-c', script], start: true }]);
  const last = String(lines).padStart(10, '0');
  const patience = 240 * Math.ceil(lines / 1e6);
  for (let tries = 0; !(await docker(lab, 'logs', '--tail', '1', id)).startsWith(last); tries += 1) {
    if (tries > patience) throw new Error('The container does not print its lines.');
    await sleep(500);
  }
  return id;
}
