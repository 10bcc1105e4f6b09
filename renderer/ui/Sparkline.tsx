import { memo } from 'react';
import css from './Sparkline.module.css';

/**
 * A tiny line of the latest values, oldest first; decorative, so put the number beside it. `max` is the value at the
 * top, by default the greatest one; `slots` is how many values fill the width.
 */
export const Sparkline = memo(function Sparkline(props: {
  values: readonly number[];
  max?: number;
  slots?: number;
  /** px */
  width?: number;
  height?: number;
}) {
  const { slots = 30, width = 48, height = 16 } = props;
  const values = props.values.slice(-slots).map((value) => (Number.isFinite(value) ? Math.max(0, value) : 0));
  const top = Math.max(props.max ?? 0, ...values, Number.MIN_VALUE);
  const step = width / Math.max(1, slots - 1);
  const start = width - (values.length - 1) * step;
  const points = values.map((value, i) => {
    const [x, y] = [start + i * step, height - 1 - (value / top) * (height - 2)];
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return (
    <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={css['spark']}>
      {points.length > 1 && (
        <>
          <path className={css['area']} d={`M${start.toFixed(1)} ${height}L${points.join('L')}L${width} ${height}Z`} />
          <path className={css['line']} d={`M${points.join('L')}`} />
        </>
      )}
    </svg>
  );
});
