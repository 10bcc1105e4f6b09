import {
  AArrowDown,
  AArrowUp,
  Activity,
  ArrowDownToLine,
  CalendarClock,
  ChevronDown,
  Clock,
  Copy,
  Download,
  Eraser,
  ListCollapse,
  Pause,
  Play,
  Search,
  WrapText,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { LogLook } from '../../../app/settings.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/menu-item.ts';
import { useOneStop } from '../../ui/use-one-stop.ts';
import type { FindSession } from './find-session.ts';
import { LogCount } from './LogStatus.tsx';
import css from './LogView.module.css';
import type { LogSession, LogSessionState } from './log-session.ts';
import type { LogScroller } from './scroller.ts';
import { copyAll } from './use-scroller.ts';

/** px. */
const smallest = 10;
const largest = 20;

interface LogBarProps {
  readonly log: LogSession;
  readonly state: LogSessionState;
  readonly look: LogLook;
  readonly scroller: LogScroller | undefined;
  readonly following: boolean;
  readonly find: FindSession;
  readonly onSave: () => void;
  readonly onTime: () => void;
}

/** The controls of a log. What does not fit goes on in the next line. */
export function LogBar({ log, state, look, scroller, following, find, onSave, onTime }: LogBarProps): ReactNode {
  const session = useSession();
  const { paused, cleared } = state;
  const clear = () => {
    log.clear(true);
    scroller?.follow();
  };
  const oneStop = useOneStop<HTMLDivElement>();
  return (
    <div role="toolbar" aria-label="Log" className={css['bar']} {...oneStop}>
      <IconButton
        label={paused ? 'Resume' : 'Pause'}
        icon={paused ? Play : Pause}
        size="sm"
        onClick={() => log.pause(!paused)}
      />
      <IconButton
        label="Follow"
        icon={ArrowDownToLine}
        size="sm"
        pressed={following}
        onClick={() => scroller?.follow()}
      />
      <IconButton label="Search" icon={Search} size="sm" title="Search (Ctrl+F)" onClick={() => find.open()} />
      <IconButton label="Go to time" icon={CalendarClock} size="sm" onClick={onTime} />
      <LookButtons look={look} />
      <IconButton label="Copy log" icon={Copy} size="sm" onClick={() => void copyAll(session, log.cache)} />
      <IconButton label="Save log…" icon={Download} size="sm" onClick={onSave} />
      <IconButton label="Clear view" icon={Eraser} size="sm" onClick={clear} />
      <LogCount state={state} />
      {cleared && (
        <Button
          size="sm"
          variant="ghost"
          title="Shows the lines before “Clear view” again"
          onClick={() => log.clear(false)}
        >
          Show again
        </Button>
      )}
    </div>
  );
}

/** How lines are shown: remembered, and the same for every log. */
function LookButtons({ look }: { look: LogLook }): ReactNode {
  const { settings } = useSession();
  const set = (patch: Partial<LogLook>) => settings.update({ logView: { ...look, ...patch } });
  const { timestamps, wrap, fold, fontSize, timeline } = look;
  return (
    <>
      <IconButton
        label="Timestamps"
        icon={Clock}
        size="sm"
        pressed={timestamps !== 'off'}
        onClick={() => set({ timestamps: timestamps === 'off' ? 'time' : 'off' })}
      />
      <Menu items={() => lookItems(look, set)}>
        <IconButton label="Times and colours" icon={ChevronDown} size="sm" />
      </Menu>
      <IconButton label="Wrap" icon={WrapText} size="sm" pressed={wrap} onClick={() => set({ wrap: !wrap })} />
      <IconButton
        label="Smaller text"
        icon={AArrowDown}
        size="sm"
        disabled={fontSize <= smallest}
        onClick={() => set({ fontSize: fontSize - 1 })}
      />
      <IconButton
        label="Larger text"
        icon={AArrowUp}
        size="sm"
        disabled={fontSize >= largest}
        onClick={() => set({ fontSize: fontSize + 1 })}
      />
      <IconButton
        label="Timeline"
        icon={Activity}
        size="sm"
        pressed={timeline}
        onClick={() => set({ timeline: !timeline })}
      />
      <IconButton
        label="Fold stack traces"
        icon={ListCollapse}
        size="sm"
        pressed={fold}
        onClick={() => set({ fold: !fold })}
      />
    </>
  );
}

const timestampNames: readonly (readonly [LogLook['timestamps'], string])[] = [
  ['off', 'Off'],
  ['time', 'Time'],
  ['relative', 'Relative'],
  ['iso', 'ISO'],
];

function lookItems(look: LogLook, set: (patch: Partial<LogLook>) => void): MenuItem[] {
  return [
    { heading: 'Timestamps' },
    ...timestampNames.map(([timestamps, label]) => ({
      label,
      checked: look.timestamps === timestamps,
      onSelect: () => set({ timestamps }),
    })),
    { heading: 'Time zone' },
    { label: 'Local', checked: look.zone === 'local', onSelect: () => set({ zone: 'local' }) },
    { label: 'UTC', checked: look.zone === 'utc', onSelect: () => set({ zone: 'utc' }) },
    { separator: true },
    { label: 'Colours', checked: look.colors, onSelect: () => set({ colors: !look.colors }) },
  ];
}
