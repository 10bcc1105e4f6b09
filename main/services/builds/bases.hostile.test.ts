import { expect, test } from 'vitest';
import type { BuildOrder } from '../../../app/builds.ts';
import { readStepName } from '../../../app/derive/build-steps.ts';
import { cpuClock } from '../../../e2e/cpu-time.ts';
import type { Engine } from '../../engine/engine.ts';
import type { TaskHandle } from '../tasks/task.ts';
import { basesOf, bringBases } from './bases.ts';
import { DockerfileLines } from './dockerfile-lines.ts';

const size = 1_000_000;
/** A tenth of a second on an idle machine; hours for a reader that looks at the same characters again and again. */
const patience = 20_000;

test.each([
  ['variables in variables', `FROM ${'${a-'.repeat(size / 4)}`],
  ['a value that is asked for again and again', `ARG A=${'x'.repeat(90_000)}\nFROM ${'$A'.repeat(40_000)}`],
  ['the same in many stages', `ARG A=${'x'.repeat(400)}\n${`FROM ${'$A'.repeat(200)}\n`.repeat(2000)}`],
  ['many stages', Array.from({ length: size / 12 }, (_, n) => `FROM a${n}`).join('\n')],
])(
  '%s: the bases are found in time, and none is longer than a name',
  (_, text) => {
    const used = cpuClock();
    const bases = basesOf(text, {});
    expect(used()).toBeLessThan(patience);
    expect(bases.length).toBeLessThanOrEqual(500);
    for (const base of bases) expect(base.length).toBeLessThanOrEqual(500);
  },
  180_000,
);

test('a registry is asked for once, however many bases come from it, and one at a time', async () => {
  let asked = 0;
  let atOnce = 0;
  let most = 0;
  const images = {
    login: async () => {
      asked += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await Promise.resolve();
      atOnce -= 1;
      return undefined;
    },
    pull: async () => expect.unreachable(),
    push: async () => {},
  };
  const text = Array.from({ length: 200 }, (_, n) => `FROM r${n % 20}.example/a${n}`).join('\n');
  // Neither is used when no registry is known.
  const unused = {} as unknown as Engine & TaskHandle;
  await bringBases(unused, { args: {}, pull: false } as unknown as BuildOrder, text, images, unused);
  expect({ asked, most }).toEqual({ asked: 20, most: 1 });
});

test('what a builder says of steps is read in time', () => {
  const lines = new DockerfileLines('RUN a\n'.repeat(size / 60), {});
  const used = cpuClock();
  for (const label of [`[a${' '.repeat(size)}`, `[${'1/'.repeat(size)}`, `[1/2] ${'x '.repeat(size)}`]) {
    readStepName(label);
    lines.ofStep(label);
  }
  for (let n = 0; n < 20; n += 1) lines.ofStep(`[${n}/1000] RUN b`);
  expect(used()).toBeLessThan(patience);
}, 180_000);
