import type { ReactNode } from 'react';
import css from './Progress.module.css';

/** How far something is, from 0 to 1; undefined while nobody knows. */
export function Progress({ label, value }: { label: string; value: number | undefined }): ReactNode {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={css['track']}
    >
      <div className={percent === undefined ? css['unknown'] : css['bar']} style={{ width: `${percent ?? 30}%` }} />
    </div>
  );
}
