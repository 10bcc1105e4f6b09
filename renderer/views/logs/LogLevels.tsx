import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatNumber } from '../../../app/format.ts';
import type { LogLevel, LogLevelCounts } from '../../../app/logs.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/menu-item.ts';
import type { BarRoom } from './bar-room.ts';
import { type FindQuery, isNarrowed } from './find-pattern.ts';
import type { FindSession } from './find-session.ts';
import css from './LogBar.module.css';
import { levelName, namedLevels, shortCount, worstFirst } from './level-counts.ts';

interface LogLevelsProps {
  readonly find: FindSession;
  readonly query: FindQuery;
  /** Undefined while it is not known. */
  readonly counts: LogLevelCounts | undefined;
  /** The menu has all levels. */
  readonly room: BarRoom;
}

/** How many lines there are of each level; choosing some shows only those. */
export function LogLevels({ find, query, counts, room }: LogLevelsProps): ReactNode {
  const { levels, stream } = query;
  const toggle = (level: LogLevel) =>
    find.narrow({ levels: levels.includes(level) ? levels.filter((one) => one !== level) : [...levels, level] });
  const items = () => levelItems(find, query, counts, toggle);
  const menu = { 'aria-label': labelOf(levels, stream), 'data-chosen': isNarrowed(query), className: css['menu'] };
  return (
    <fieldset aria-label="Levels" className={classes(css['group'], css['levels'])}>
      <Menu items={items}>
        {room.words ? (
          <Button size="sm" variant="ghost" {...menu}>
            Levels
          </Button>
        ) : (
          <IconButton size="sm" icon={ChevronDown} label={menu['aria-label']} {...menu} />
        )}
      </Menu>
      {namedLevels(counts, levels, room.levels).map((level) => (
        <button
          key={level}
          type="button"
          // Says what is to be read on it; its letter is drawn.
          aria-label={`${levelName(level)}: ${told(counts?.[level], shortCount)}`}
          aria-pressed={levels.includes(level)}
          data-tip={`${levelName(level)}: ${told(counts?.[level])}`}
          data-level={level}
          data-letter={level.slice(0, 1).toUpperCase()}
          data-none={counts?.[level] === 0}
          className={css['level']}
          onClick={() => toggle(level)}
        >
          {counts ? shortCount(counts[level]) : '–'}
        </button>
      ))}
    </fieldset>
  );
}

function told(lines: number | undefined, write = formatNumber): string {
  return lines === undefined ? 'not counted yet' : `${write(lines)} ${lines === 1 ? 'line' : 'lines'}`;
}

function labelOf(levels: readonly LogLevel[], stream: string | undefined): string {
  const parts = [
    ...(levels.length === 0 ? [] : [levels.length === 1 ? (levels[0] ?? '') : `${levels.length} levels`]),
    ...(stream ? [stream] : []),
  ];
  return parts.length === 0 ? 'Levels' : `Levels: ${parts.join(', ')}`;
}

function levelItems(
  find: FindSession,
  { levels, stream }: FindQuery,
  counts: LogLevelCounts | undefined,
  toggle: (level: LogLevel) => void,
): MenuItem[] {
  const streams = [
    { label: 'Both streams', value: undefined },
    { label: 'stdout', value: 'stdout' },
    { label: 'stderr', value: 'stderr' },
  ] as const;
  return [
    { heading: 'Levels' },
    ...worstFirst.map((level) => ({
      label: levelName(level),
      checked: levels.includes(level),
      stays: true,
      aside: told(counts?.[level]),
      onSelect: () => toggle(level),
    })),
    { heading: 'Streams' },
    ...streams.map(({ label, value }) => ({
      label,
      checked: stream === value,
      stays: true,
      onSelect: () => find.narrow({ stream: value }),
    })),
  ];
}
