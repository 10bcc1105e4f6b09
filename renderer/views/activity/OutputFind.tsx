import { type ReactNode, useEffect, useState } from 'react';
import { words } from '../../words/words.ts';
import type { RowSource } from '../logs/model/row-source.ts';
import type { LogScroller } from '../logs/scroll/scroller.ts';
import { FindField, FindFrame, FindMatches, FindSteps } from '../parts/find/FindParts.tsx';
import { longestFind, RowFind } from './row-find.ts';

const text = words.activity.output.find;
const { find: common } = words.parts;

interface OutputFindProps {
  readonly rows: RowSource;
  readonly scroller: LogScroller | undefined;
  readonly onClose: () => void;
}

/** What is looked for in what a task printed, as long as something is. It is drawn anew as rows come, and looks through them. */
export function OutputFind({ rows, scroller, onClose }: OutputFindProps): ReactNode {
  const [find] = useState(() => new RowFind(rows));
  const [asked, setAsked] = useState('');
  const [current, setCurrent] = useState<number>();
  useEffect(() => {
    scroller?.setMarks(asked === '' ? undefined : find.matcher(), current);
    return () => scroller?.setMarks(undefined);
  }, [scroller, find, asked, current]);
  const go = (direction: 'next' | 'previous') => {
    const row = find.go(direction);
    setCurrent(row);
    if (row !== undefined) scroller?.scrollTo(row);
  };
  return (
    <FindFrame
      label={text.label}
      closeLabel={text.close}
      onClose={onClose}
      onEscape={onClose}
      fault={undefined}
      faultId=""
    >
      <FindField
        label={text.field}
        placeholder={text.field}
        value={asked}
        longest={longestFind}
        note={undefined}
        onText={(typed) => {
          find.ask(typed);
          setAsked(typed);
          setCurrent(undefined);
        }}
        onGo={go}
      />
      <FindSteps onGo={go} />
      <FindMatches>{asked !== '' && matchesOf(find.look())}</FindMatches>
    </FindFrame>
  );
}

function matchesOf({ hits, at }: ReturnType<RowFind['look']>): string {
  if (hits === 0) return common.none;
  return at === undefined ? common.count({ count: hits }) : common.place({ at, all: hits });
}
