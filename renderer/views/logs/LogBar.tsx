import { Activity, ArrowDownToLine, CalendarClock, Download, Pause, Play, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode } from 'react';
import type { LogLook } from '../../../app/settings.ts';
import { useSession } from '../../hooks/session.tsx';
import { classes } from '../../ui/classes.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { roveByArrows } from '../../ui/focus.ts';
import { useRoom } from '../../ui/grid/use-room.ts';
import { useOneStop } from '../../ui/use-one-stop.ts';
import { words } from '../../words/words.ts';
import { type BarRoom, barRoom } from './bar-room.ts';
import type { FindSession } from './find/find-session.ts';
import css from './LogBar.module.css';
import { LogLevels } from './LogLevels.tsx';
import { LogMore } from './LogMore.tsx';
import { LogCount, linesOf } from './LogStatus.tsx';
import type { FindQuery } from './match/find-pattern.ts';
import type { LogSession, LogSessionState } from './model/log-session.ts';
import type { LogScroller } from './scroll/scroller.ts';
import { copyAll } from './use-scroller.ts';

const { bar } = words.logs;

/** All are of one height. */
const button = { size: 'sm' } as const;

interface LogBarProps {
  readonly log: LogSession;
  readonly state: LogSessionState;
  readonly look: LogLook;
  readonly scroller: LogScroller | undefined;
  readonly following: boolean;
  readonly find: FindSession;
  readonly query: FindQuery;
  readonly onSave: () => void;
  readonly onTime: () => void;
}

/**
 * The controls of a log in one line: its levels, whether it goes on, finding, and all else. What has no room is in the
 * menu. Arrows move between them: they are one stop of Tab.
 */
export function LogBar(props: LogBarProps): ReactNode {
  const { log, state, find, query } = props;
  const oneStop = useOneStop<HTMLDivElement>();
  const { cleared } = state;
  const room = barRoom(useRoom(oneStop.ref), linesOf(state), cleared);
  return (
    <div
      {...oneStop}
      role="toolbar"
      aria-label={words.logs.toolbar}
      tabIndex={-1}
      data-narrow={!room.words}
      data-below={!room.verbs}
      className={css['bar']}
      onKeyDown={roveSideways}
    >
      <LogLevels find={find} query={query} counts={state.view?.levels} room={room} />
      <LogCount state={state} />
      {cleared && room.words && (
        <Button size="sm" variant="ghost" title={bar.showAgainTip} onClick={() => log.clear(false)}>
          {bar.showAgain}
        </Button>
      )}
      <Verbs {...props} room={room} />
    </div>
  );
}

/** Whether the log goes on, finding in it, and what else is done with it. */
function Verbs(props: LogBarProps & { readonly room: BarRoom }): ReactNode {
  const { log, state, look, scroller, following, find, room, onSave, onTime } = props;
  const session = useSession();
  const { paused, cleared } = state;
  const clear = () => {
    log.clear(!cleared);
    if (!cleared) scroller?.follow();
  };
  return (
    <>
      <div className={classes(css['group'], css['apart'])}>
        <FollowButtons log={log} paused={paused} scroller={scroller} following={following} />
      </div>
      <div className={classes(css['group'], css['apart'])}>
        <IconButton
          {...button}
          label={bar.search}
          icon={Search}
          title={bar.searchTip({ keys: 'Ctrl+F' })}
          onClick={() => find.open()}
        />
        {room.verbs && <TimeButtons look={look} onTime={onTime} />}
      </div>
      <div className={classes(css['group'], css['apart'])}>
        <IconButton {...button} label={bar.save} icon={Download} onClick={onSave} />
        <LogMore
          look={look}
          cleared={cleared}
          alsoTime={!room.verbs}
          onTime={onTime}
          onCopy={() => void copyAll(session, log.cache)}
          onClear={clear}
        />
      </div>
    </>
  );
}

interface FollowButtonsProps extends Pick<LogBarProps, 'log' | 'scroller' | 'following'> {
  readonly paused: boolean;
}

function FollowButtons({ log, paused, scroller, following }: FollowButtonsProps): ReactNode {
  return (
    <>
      <IconButton
        {...button}
        label={paused ? bar.resume : bar.pause}
        icon={paused ? Play : Pause}
        onClick={() => log.pause(!paused)}
      />
      <IconButton
        {...button}
        label={bar.follow}
        icon={ArrowDownToLine}
        pressed={following}
        onClick={() => scroller?.follow()}
      />
    </>
  );
}

function TimeButtons({ look, onTime }: Pick<LogBarProps, 'look' | 'onTime'>): ReactNode {
  const { settings } = useSession();
  return (
    <>
      <IconButton {...button} label={bar.time} icon={CalendarClock} onClick={onTime} />
      <IconButton
        {...button}
        label={bar.timeline}
        icon={Activity}
        pressed={look.timeline}
        onClick={() => settings.update({ logView: { ...look, timeline: !look.timeline } })}
      />
    </>
  );
}

/** Up and down open menus. */
function roveSideways(event: KeyboardEvent): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') roveByArrows(event);
}
