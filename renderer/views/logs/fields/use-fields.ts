import { useEffect, useMemo } from 'react';
import type { Settings } from '../../../../app/settings.ts';
import { useSession, useSettings } from '../../../hooks/session.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import type { FindSession } from '../find/find-session.ts';
import type { LogScroller } from '../scroll/scroller.ts';
import { FieldsPlugin } from './fields-plugin.ts';

/** Columns of one log, and logs whose columns are remembered: bounds of the settings file. */
const mostColumns = 10;
const mostLogs = 200;
const longestPath = 500;

interface Fields {
  readonly columns: readonly string[];
  readonly removeColumn: (path: string) => void;
}

const none: readonly string[] = [];

/** Shows the fields of structured lines; which of them are columns is remembered by the log's name. */
export function useFields(name: string, scroller: LogScroller | undefined, find: FindSession): Fields {
  const { settings } = useSession();
  const columns = columnsOf(useSettings().logColumns, name);
  const choose = useMemo(() => chooser(settings, name), [settings, name]);
  const plugin = useMemo(
    () =>
      new FieldsPlugin({
        copy: (text) => void copyText(text),
        addColumn: (path) => choose((now) => [...now.filter((one) => one !== path), path].slice(-mostColumns)),
        search: (text) => find.searchFor(text),
      }),
    [find, choose],
  );
  useEffect(() => {
    plugin.showColumns(columns);
    scroller?.setPlugin(plugin);
    return () => scroller?.setPlugin(undefined);
  }, [scroller, plugin, columns]);
  return { columns, removeColumn: (path) => choose((now) => now.filter((one) => one !== path)) };
}

function chooser(settings: ReturnType<typeof useSession>['settings'], name: string) {
  return (change: (now: readonly string[]) => string[]): void => {
    const { logColumns } = settings.state.getState().value;
    const columns = change(columnsOf(logColumns, name)).filter(({ length }) => length <= longestPath);
    const others = Object.entries(logColumns).filter(([other]) => other !== name);
    const entry: [string, string[]][] = columns.length === 0 ? [] : [[name.slice(0, longestPath), columns]];
    settings.update({ logColumns: Object.fromEntries([...others.slice(1 - mostLogs), ...entry]) });
  };
}

/** A container may be called `constructor`, which every object has. */
function columnsOf(all: Settings['logColumns'], name: string): readonly string[] {
  return (Object.hasOwn(all, name) ? all[name] : undefined) ?? none;
}
