import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LogLevel, LogLevelCounts } from '../../../app/logs.ts';
import { classes } from '../../ui/classes.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import type { MenuItem } from '../../ui/overlays/menu-item.ts';
import { formatNumber } from '../../words/language/figures.ts';
import { words } from '../../words/words.ts';
import type { BarRoom } from './bar-room.ts';
import type { FindSession } from './find/find-session.ts';
import css from './LogBar.module.css';
import { namedLevels, shortCount, worstFirst } from './level-counts.ts';
import { type FindQuery, isNarrowed } from './match/find-pattern.ts';

const { levels: levelWords } = words.logs;

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
    <fieldset aria-label={levelWords.label} className={classes(css['group'], css['levels'])}>
      <Menu items={items}>
        {room.words ? (
          <Button size="sm" variant="ghost" {...menu}>
            {levelWords.label}
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
          aria-label={levelWords.level({ level: levelWords.names[level], lines: told(counts?.[level], shortCount) })}
          aria-pressed={levels.includes(level)}
          data-tip={levelWords.level({ level: levelWords.names[level], lines: told(counts?.[level]) })}
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
  return lines === undefined ? levelWords.uncounted : levelWords.lines({ count: lines, shown: write(lines) });
}

function labelOf(levels: readonly LogLevel[], stream: string | undefined): string {
  const parts = [
    ...(levels.length > 1
      ? [levelWords.several({ count: levels.length })]
      : levels.map((level) => levelWords.chosenNames[level])),
    ...(stream ? [stream] : []),
  ];
  return parts.length === 0 ? levelWords.label : levelWords.chosen({ which: parts.join(', ') });
}

function levelItems(
  find: FindSession,
  { levels, stream }: FindQuery,
  counts: LogLevelCounts | undefined,
  toggle: (level: LogLevel) => void,
): MenuItem[] {
  const streams = [
    { label: levelWords.bothStreams, value: undefined },
    { label: 'stdout', value: 'stdout' },
    { label: 'stderr', value: 'stderr' },
  ] as const;
  return [
    { heading: levelWords.label },
    ...worstFirst.map((level) => ({
      label: levelWords.names[level],
      checked: levels.includes(level),
      stays: true,
      aside: told(counts?.[level]),
      onSelect: () => toggle(level),
    })),
    { heading: levelWords.streams },
    ...streams.map(({ label, value }) => ({
      label,
      checked: stream === value,
      stays: true,
      onSelect: () => find.narrow({ stream: value }),
    })),
  ];
}
