import { bucketed, sourcesOf, spanOf, stretches, type TimelineData } from './timeline-data.ts';

/** Sources that have a line of their own; more cannot be told apart. */
export const mostLines = 8;

/**
 * Draws CPU (a line) and memory (an area) of each source over time.
 * @param colors of the sources, where there are several
 * @param cursor ms since the epoch
 */
export function drawTimeline(
  canvas: HTMLCanvasElement,
  data: TimelineData,
  colors: ReadonlyMap<number, number>,
  cursor: number | undefined,
): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  const span = spanOf(data);
  if (!context || !span || width === 0) return;
  const style = getComputedStyle(canvas);
  context.scale(scale, scale);
  const sources = sourcesOf(data).slice(0, mostLines);
  let cpuTop = 1;
  let memoryTop = 1;
  for (const { cpu = 0, memory = 0 } of data.samples) {
    cpuTop = Math.max(cpuTop, cpu);
    memoryTop = Math.max(memoryTop, memory);
  }
  for (const source of sources) {
    const samples = data.samples.filter((sample) => sample.source === source);
    const y = (value: number, top: number) => height - 2 - (value / top) * (height - 6);
    context.fillStyle = style.getPropertyValue('--timeline-memory');
    context.strokeStyle = style.getPropertyValue(`--timeline-${colors.get(source) ?? 0}`);
    for (const part of stretches(samples)) {
      const memory = bucketed(part, (sample) => sample.memory, span, width);
      const cpu = bucketed(part, (sample) => sample.cpu, span, width);
      area(
        context,
        memory.map(({ x, value }) => ({ x, y: y(value, memoryTop) })),
        height,
      );
      line(
        context,
        cpu.map(({ x, value }) => ({ x, y: y(value, cpuTop) })),
      );
    }
  }
  if (cursor === undefined || cursor < span.from) return;
  const x = Math.min(width - 1, ((cursor - span.from) / (span.to - span.from)) * (width - 1));
  context.fillStyle = style.getPropertyValue('--text-2');
  context.fillRect(Math.round(x), 0, 1, height);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function line(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  context.lineWidth = 1.5;
  context.beginPath();
  for (const [n, { x, y }] of points.entries())
    if (n === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  context.stroke();
}

function area(context: CanvasRenderingContext2D, points: readonly Point[], height: number): void {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return;
  context.beginPath();
  context.moveTo(first.x, height);
  for (const { x, y } of points) context.lineTo(x, y);
  context.lineTo(last.x, height);
  context.fill();
}
