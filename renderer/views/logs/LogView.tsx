import { ArrowDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { sourceNames } from '../../../app/derive/source-names.ts';
import { LogTarget, type LogViewState } from '../../../app/logs.ts';
import { useEngineNames, useSession, useSettings } from '../../hooks/session.tsx';
import { classes } from '../../ui/classes.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import fieldsCss from './fields/fields.module.css';
import type { FindSession } from './find/find-session.ts';
import { isSearching } from './find/find-state.ts';
import { TickBar } from './find/TickBar.tsx';
import { useFind } from './find/use-find.ts';
import { LogProblems } from './LogStatus.tsx';
import { LogTools } from './LogTools.tsx';
import css from './LogView.module.css';
import { LogSession, type LogSessionState } from './model/log-session.ts';
import type { SourceLook } from './scroll/painter.ts';
import rowsCss from './scroll/rows.module.css';
import type { LogScroller } from './scroll/scroller.ts';
import { sourceColors } from './scroll/source-colors.ts';
import { useScroller } from './use-scroller.ts';

const { none } = words.logs;

interface LogViewProps {
  readonly target: LogTarget;
  /** Whose log it is, as people say it. */
  readonly name: string;
}

/** A log, live. The rows are drawn outside React; React draws the controls around them. */
export function LogView({ target, name }: LogViewProps): ReactNode {
  const { log, state } = useLogSession(target);
  const { logView } = useSettings();
  const { attach, scroller, place } = useScroller(log.cache, logView, useSourceLooks(state.view));
  const { find, state: search, showInLog } = useFind(log, scroller, state.view?.view);
  const filtered = isSearching(search) && search.filter;
  return (
    <div className={css['log']} onKeyDown={(event) => openByKey(event, find)}>
      <div className={css['stage']}>
        <div
          ref={attach}
          role="log"
          aria-label={words.logs.log({ name: printable(name, 80) })}
          aria-live="off"
          tabIndex={0}
          className={classes(css['viewport'], rowsCss['rows'], fieldsCss['fields'])}
          data-filtered={filtered}
        />
        {search.open && !search.filter && (
          <TickBar ticks={search.list?.ticks ?? []} onGo={(fraction) => goTo(fraction, scroller)} />
        )}
        {filtered && !search.open && search.list?.done && search.list.hits === 0 ? (
          <NoMatch />
        ) : (
          state.rows === 0 && <Nothing state={state} />
        )}
        {!place.following && place.below > 0 && (
          <Button size="sm" icon={ArrowDown} className={css['newer']} onClick={() => scroller?.follow()}>
            {words.logs.newLines({ count: place.below })}
          </Button>
        )}
      </div>
      {/* Drawn above the lines, reached after them: Tab leads to what people read first. */}
      <LogTools
        log={log}
        state={state}
        name={name}
        scroller={scroller}
        following={place.following}
        search={{ find, state: search, showInLog }}
      />
      <LogProblems state={state} />
    </div>
  );
}

/** Ctrl+F from anywhere in the log, `/` where nothing is typed. */
function openByKey(event: KeyboardEvent, find: FindSession): void {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  const typing = target instanceof HTMLInputElement;
  const wanted = altKey ? false : ctrlKey || metaKey ? key.toLowerCase() === 'f' : key === '/' && !typing;
  if (!wanted) return;
  event.preventDefault();
  event.stopPropagation();
  find.open();
}

function goTo(fraction: number, scroller: LogScroller | undefined): void {
  if (!scroller) return;
  const { first, end } = scroller.source;
  scroller.scrollTo(Math.floor(first + fraction * (end - first)));
}

/** The levels' buttons do not say that there is nothing. */
function NoMatch(): ReactNode {
  return (
    <div className={css['nothing']}>
      <EmptyState title={none.matched} />
    </div>
  );
}

/** What is said where there are no rows. */
function Nothing({ state: { view, problem, cleared } }: { state: LogSessionState }): ReactNode {
  const failed = problem !== undefined || [view?.sources, view?.missing].flat().some((one) => one?.problem);
  if (failed) return null;
  const reading =
    view === undefined ||
    view.sources.some(({ state }) => state === 'reading') ||
    view.missing?.some((one) => one.problem === undefined);
  return (
    <div className={css['nothing']}>
      {reading ? (
        <EmptyState title={none.reading}>
          <Spinner />
        </EmptyState>
      ) : (
        <EmptyState title={cleared ? none.cleared : none.printed} />
      )}
    </div>
  );
}

/** Opens a target's log for as long as the view is there. */
function useLogSession(target: LogTarget) {
  const { link } = useSession();
  // By what it says: whoever shows the view makes the target anew each time.
  const key = JSON.stringify(target);
  const [log] = useState(() => new LogSession());
  useEffect(() => {
    const close = log.open(link, LogTarget.parse(JSON.parse(key)));
    return () => {
      close();
      log.cache.close();
    };
  }, [link, log, key]);
  return { log, state: useStore(log.state) };
}

/** How the sources look by index; undefined for one alone, which needs no name in every line. */
function useSourceLooks(view: LogViewState | undefined): ReadonlyMap<number, SourceLook> | undefined {
  const { names } = useEngineNames();
  const several = view !== undefined && view.sources.length > 1 ? view.sources : [];
  const colors = sourceColors(several);
  const called = sourceNames(several, (engine) => names.get(engine));
  const looks = several.map(({ index }, at) => [
    index,
    { name: printable(called[at] ?? '', 40), color: colors.get(index) ?? 0 },
  ]);
  // By what they say: the view comes anew with every line.
  const key = JSON.stringify(looks);
  return useMemo(() => {
    const known = new Map(JSON.parse(key) as [number, SourceLook][]);
    return known.size === 0 ? undefined : known;
  }, [key]);
}
