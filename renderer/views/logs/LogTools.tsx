import { type ReactNode, useState } from 'react';
import { useSettings } from '../../hooks/session.tsx';
import { printable } from '../../ui/printable.ts';
import { ColumnBar } from './fields/ColumnBar.tsx';
import { useFields } from './fields/use-fields.ts';
import { FindBar } from './find/FindBar.tsx';
import type { Find } from './find/use-find.ts';
import { LogBar } from './LogBar.tsx';
import type { LogSession, LogSessionState } from './model/log-session.ts';
import { SaveLog } from './SaveLog.tsx';
import type { LogScroller } from './scroll/scroller.ts';
import { selectedSpan } from './scroll/selection.ts';
import { TimeBar } from './time/TimeBar.tsx';
import { Timeline } from './time/Timeline.tsx';

interface LogToolsProps {
  readonly log: LogSession;
  readonly state: LogSessionState;
  readonly name: string;
  readonly scroller: LogScroller | undefined;
  readonly following: boolean;
  readonly search: Find;
}

/** The controls above a log, and the bars and forms that they open. */
export function LogTools({ log, state, name, scroller, following, search }: LogToolsProps): ReactNode {
  const { logView } = useSettings();
  const [saving, setSaving] = useState(false);
  const [timing, setTiming] = useState(false);
  const { columns, removeColumn } = useFields(name.slice(0, 500), scroller, search.find);
  const focusLog = () => scroller?.viewport.focus({ preventScroll: true });
  const closeSearch = () => {
    search.find.close();
    focusLog();
  };
  const closeTime = () => {
    setTiming(false);
    focusLog();
  };
  return (
    <>
      <LogBar
        log={log}
        state={state}
        look={logView}
        scroller={scroller}
        following={following}
        find={search.find}
        query={search.state.query}
        onSave={() => setSaving(true)}
        onTime={() => setTiming(true)}
      />
      {timing && <TimeBar cache={log.cache} scroller={scroller} onClose={closeTime} />}
      {search.state.open && (
        <FindBar find={search.find} state={search.state} onClose={closeSearch} onShowInLog={search.showInLog} />
      )}
      {logView.timeline && state.view && (
        <Timeline view={state.view.view} sources={state.view.sources} cache={log.cache} scroller={scroller} />
      )}
      <ColumnBar columns={columns} onRemove={removeColumn} />
      {saving && (
        <SaveLog
          name={printable(name, 80)}
          cache={log.cache}
          selected={selectedSpan(scroller?.selection)}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}
