import type { ReactNode } from 'react';
import type { UsePoint } from '../../../../app/derive/use-points.ts';
import { words } from '../../../words/words.ts';
import { formatClock } from './clock.ts';
import css from './UseTab.module.css';

const own = words.stats;

interface TimeSliderProps {
  /** Oldest first. */
  readonly points: readonly UsePoint[];
  /** The one that is read; undefined for now. */
  readonly read: UsePoint | undefined;
  /** Reads the point of a time, in ms; now without. */
  readonly onRead: (time: number | undefined) => void;
  /** The figures of a point, for a screen reader. */
  readonly tell: (point: UsePoint) => string;
}

/** Chooses which point is read, by keys or by a finger; at its end it goes along with the newest. */
export function TimeSlider({ points, read, onRead, tell }: TimeSliderProps): ReactNode {
  const told = points.filter((point) => Object.keys(point).length > 1);
  const most = Math.max(0, told.length - 1);
  const at = read ? told.indexOf(read) : most;
  const point = told[at] ?? told.at(-1);
  const time = point && (at === most ? own.now : formatClock(point.time));
  return (
    <div className={css['slider']}>
      <input
        type="range"
        aria-label={own.time}
        aria-valuetext={point && time && own.at({ time, figures: tell(point) })}
        min={0}
        max={most}
        value={at}
        onChange={({ currentTarget: { valueAsNumber } }) =>
          onRead(valueAsNumber >= most ? undefined : told[valueAsNumber]?.time)
        }
      />
      <span className={css['time']}>{time}</span>
    </div>
  );
}
