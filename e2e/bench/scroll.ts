import { allRows, fill } from './list.ts';
import type { Benchmark } from './tools/context.ts';
import { frameTimes } from './tools/frame-times.ts';
import { moment } from './tools/probe.ts';
import { shareAbove } from './tools/stats.ts';

/** One frame at 60 Hz lasts 16.7 ms; past this one was missed. */
const missed = 20;
const runs = 5;
/** Through about 700 of the 1,010 rows of 28 px. */
const frames = 240;
const step = 83; // px per frame: three rows, never on the same pixel

/** Frame times while the list of 1,010 containers scrolls, beside those of the same page at rest. */
export const scroll: Benchmark = {
  name: 'scroll',
  async run(context) {
    await fill(await context.lab());
    const page = await context.page({ all: allRows });
    await moment(page, 'all');
    const measure = (step: number) => page.evaluate(frameTimes, { frames, step });
    await measure(step); // not yet compiled
    const scrolling: number[][] = [];
    const resting: number[][] = [];
    for (let n = 0; n < runs; n++) {
      scrolling.push(await measure(step));
      resting.push(await measure(0));
    }
    context.report({
      name: `frame, scrolling ${step} px per frame`,
      unit: 'ms',
      gantry: scrolling.flat(),
      beside: { what: 'at rest', values: resting.flat() },
    });
    const share = (all: readonly number[][]) => all.map((times) => shareAbove(times, missed));
    context.report({
      name: `share of frames over ${missed} ms, scrolling`,
      unit: '%',
      gantry: share(scrolling),
      beside: { what: 'at rest', values: share(resting) },
    });
  },
};
