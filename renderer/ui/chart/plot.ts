import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** One line of a chart. What it is called and its value stand beside the chart. */
export interface Line {
  /** A colour of the style sheets, e.g. `--source-0`. */
  readonly color: string;
  /** px of line and gap, in turn, by which it is told apart without its colour; whole without. */
  readonly dash?: readonly number[];
  /** The ground below it is tinted. */
  readonly filled?: true;
  /** A value at each time; null parts the line, over undefined it goes on: nothing was measured at that very time. */
  readonly values: readonly (number | null | undefined)[];
}

/** What a chart shows. */
export interface Plotted {
  /** ms since the epoch, ascending: what stands at the left and the right edge. */
  readonly from: number;
  readonly to: number;
  /** ms since the epoch, ascending. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  /** A line across, for what may not be passed; drawn where the values come near it. */
  readonly limit?: number | undefined;
}

export interface PlotOptions {
  /** How a value is written at the scale. */
  readonly format: (value: number) => string;
  /** How a time is, in ms. */
  readonly formatTime: (time: number) => string;
  /** The scale's top is that at least. */
  readonly least: number;
  /** The steps of the scale are powers of two. */
  readonly binary?: boolean;
  /** Only the lowest of several charts that stand below each other tells the times. */
  readonly hasTimes: boolean;
  /** Told the time, in ms, that the pointer is at; undefined when it leaves. */
  readonly onPoint: (time: number | undefined) => void;
}

/** px of the scales at the left and below; the same for all, so that what stands below each other has the same times. */
const scaleWidth = 64;
const scaleHeight = 22;
/** A limit is drawn once the values have reached that share of it: else they would lie on the ground. */
const nearLimit = 0.25;
/** 1 B to 1 PiB. */
const powersOfTwo = Array.from({ length: 51 }, (_, n) => 2 ** n);

/** A chart over time, drawn in an element and as large as that. It is gone with `end`. */
export class Plot {
  readonly #plot: UPlot;
  readonly #element: HTMLElement;
  #shown: Plotted;
  readonly #stops: (() => void)[];

  constructor(element: HTMLElement, first: Plotted, options: PlotOptions) {
    this.#element = element;
    this.#shown = first;
    this.#plot = new UPlot(this.#describe(options), this.#data(), element);
    const { over } = this.#plot;
    over.addEventListener('pointermove', ({ offsetX }) => options.onPoint(this.#plot.posToVal(offsetX, 'x') * 1000));
    over.addEventListener('pointerleave', () => options.onPoint(undefined));
    const resized = new ResizeObserver(() => this.#plot.setSize(this.#size()));
    resized.observe(element);
    this.#stops = [() => resized.disconnect(), followLook(() => this.#plot.redraw(false)), () => this.#plot.destroy()];
  }

  /** Shows other values of the same lines. */
  show(shown: Plotted): void {
    this.#shown = shown;
    this.#plot.setData(this.#data());
  }

  /** Draws the line across at a time, in ms; none without. */
  point(time: number | undefined): void {
    const left = time === undefined ? -10 : this.#plot.valToPos(time / 1000, 'x');
    this.#plot.setCursor({ left, top: -10 }, false);
  }

  end(): void {
    for (const stop of this.#stops) stop();
  }

  #size(): { width: number; height: number } {
    return { width: Math.max(120, this.#element.clientWidth), height: Math.max(40, this.#element.clientHeight) };
  }

  /** Seconds, then each line. */
  #data(): UPlot.AlignedData {
    const { times, lines } = this.#shown;
    return [times.map((time) => time / 1000), ...lines.map(({ values }) => [...values])];
  }

  #top(least: number): number {
    const { lines, limit } = this.#shown;
    let top = least;
    for (const { values } of lines) for (const value of values) top = Math.max(top, value ?? 0);
    return this.#isNear(top) && limit !== undefined ? Math.max(top, limit) : top;
  }

  #isNear(top: number): boolean {
    const { limit } = this.#shown;
    return limit !== undefined && top >= limit * nearLimit;
  }

  #describe({ format, formatTime, least, binary, hasTimes }: PlotOptions): UPlot.Options {
    const color = (name: string) => () => getComputedStyle(this.#element).getPropertyValue(name);
    const grid = { stroke: color('--line'), width: 1 };
    return {
      ...this.#size(),
      // The same for each, so that the same times stand below each other.
      padding: [8, 16, hasTimes ? 0 : 8, 0],
      legend: { show: false },
      // The pointer reads; it does not change what is shown.
      cursor: { y: false, drag: { x: false, y: false }, points: { show: true, size: 6 } },
      scales: {
        x: { range: () => [this.#shown.from / 1000, this.#shown.to / 1000] },
        y: { range: () => [0, this.#top(least) * 1.08] },
      },
      axes: [
        {
          stroke: color('--text-2'),
          grid,
          ticks: { show: false },
          font: `11px ${getComputedStyle(this.#element).fontFamily}`,
          size: hasTimes ? scaleHeight : 0,
          space: 64,
          values: (_, splits) => splits.map((split) => (hasTimes ? formatTime(split * 1000) : '')),
        },
        {
          stroke: color('--text-2'),
          grid,
          ticks: { show: false },
          font: `11px ${getComputedStyle(this.#element).fontFamily}`,
          size: scaleWidth,
          space: 26,
          ...(binary ? { incrs: powersOfTwo } : {}),
          values: (_, splits) => splits.map(format),
        },
      ],
      series: [
        {},
        ...this.#shown.lines.map(({ color: name, dash, filled }) => ({
          stroke: color(name),
          width: 1.5,
          points: { show: false },
          ...(dash ? { dash: [...dash] } : {}),
          ...(filled ? { fill: () => `color-mix(in srgb, ${color(name)()} 14%, transparent)` } : {}),
        })),
      ],
      hooks: { draw: [(plot) => this.#drawLimit(plot, color('--state-bad')(), least)] },
    };
  }

  #drawLimit(plot: UPlot, color: string, least: number): void {
    const { limit } = this.#shown;
    if (limit === undefined || !this.#isNear(this.#top(least))) return;
    const { ctx, bbox } = plot;
    const y = Math.round(plot.valToPos(limit, 'y', true));
    ctx.save();
    ctx.strokeStyle = color;
    ctx.lineWidth = Math.max(1, devicePixelRatio);
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }
}

/** Runs something whenever other colours were chosen, here or in the system. Returns how to stop. */
function followLook(run: () => void): () => void {
  const attribute = new MutationObserver(run);
  attribute.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast', 'data-fonts'] });
  const system = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('(forced-colors: active)')];
  for (const query of system) query.addEventListener('change', run);
  return () => {
    attribute.disconnect();
    for (const query of system) query.removeEventListener('change', run);
  };
}
