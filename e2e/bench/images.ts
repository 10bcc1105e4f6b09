import { inShort } from '../../app/rpc/problem.ts';
import type { Benchmark } from './tools/context.ts';
import type { LocalClient } from './tools/local-client.ts';
import { docker } from './tools/populate.ts';
import { timed } from './tools/stats.ts';

const tags = 300;
const runs = 9;

/** The list of images, asked of the engine each time, beside the docker command. */
export const images: Benchmark = {
  name: 'images',
  async run(context) {
    const lab = await context.lab();
    const local = await context.local();
    for (let n = 0; n < tags; n++) await docker(lab, 'tag', 'busybox', `bench/image-${n}:v${n}`);
    const gantry: number[] = [];
    const cli: number[] = [];
    await listed(local);
    for (let n = 0; n < runs; n++) {
      gantry.push(await timed(() => listed(local)));
      cli.push(await timed(() => docker(lab, 'images')));
    }
    context.report({
      name: `${tags} tags, services only`,
      unit: 'ms',
      gantry,
      beside: { what: 'docker images', values: cli },
      goal: { of: 'ratio', atMost: 1.5 },
    });
  },
};

/** Resolves with the complete list; its last reader gone, the services forget it. */
function listed({ client, engine }: LocalClient): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = client.images.watch(
      { engine },
      {
        onItem: ({ complete }) => {
          if (!complete) return;
          stop();
          resolve();
        },
        onEnd: (problem) => reject(new Error(problem ? inShort(problem) : 'the list ended')),
      },
    );
  });
}
