import { memo } from 'react';
import css from './Sparkline.module.css';

/**
 * A tiny line of the latest values, oldest first, with a gap where one is undefined; decorative, so put the number beside
 * it. `max` is the value at the top, by default the greatest one; `slots` is how many values fill the width.
 */
export const Sparkline = memo(function Sparkline(props: {
  values: readonly (number | undefined)[];
  max?: number;
  slots?: number;
  /** px */
  width?: number;
  height?: number;
}) {
  const { slots = 30, width = 48, height = 16 } = props;
  const values = props.values.slice(-slots).map((value) => (value === undefined || Number.isFinite(value) ? value : 0));
  const top = Math.max(props.max ?? 0, ...values.map((value = 0) => value), Number.MIN_VALUE);
  const step = width / Math.max(1, slots - 1);
  const start = width - (values.length - 1) * step;
  const lines: { readonly x: number; readonly y: number }[][] = [[]];
  for (const [i, value] of values.entries()) {
    if (value === undefined) lines.push([]);
    else lines.at(-1)?.push({ x: start + i * step, y: height - 1 - (Math.max(0, value) / top) * (height - 2) });
  }
  const shown = lines.filter(({ length }) => length > 1);
  return (
    <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={css['spark']}>
      {shown.length > 0 && (
        <>
          <path className={css['area']} d={shown.map((line) => `${under(line, height)}Z`).join('')} />
          <path className={css['line']} d={shown.map((line) => `M${through(line)}`).join('')} />
        </>
      )}
    </svg>
  );
});

type Line = readonly { readonly x: number; readonly y: number }[];

function through(line: Line): string {
  return line.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
}

/** The line with its ends on the ground. */
function under(line: Line, ground: number): string {
  const [from, to] = [line[0]?.x ?? 0, line.at(-1)?.x ?? 0];
  return `M${from.toFixed(1)} ${ground}L${through(line)}L${to.toFixed(1)} ${ground}`;
}
