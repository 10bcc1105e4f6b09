/* oxlint-disable react/incompatible-library -- no React compiler is used */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { BuildRecord } from '../../../../app/builds.ts';
import { longestWay } from '../../../../app/derive/longest-way.ts';
import { useNow } from '../../../hooks/session.tsx';
import { formatDuration } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';
import { StageLine, StepLine } from './Lines.tsx';
import { type Axis, axisOf, type Row, rowsOf } from './rows.ts';
import css from './Steps.module.css';

const { result } = words.builds;

/** px, as in the style sheet. */
const rowHeight = 26;

interface StepsProps {
  readonly record: BuildRecord;
  /** The id of the step whose output alone is shown. */
  readonly chosen: string | undefined;
  readonly onChoose: (step: string | undefined) => void;
  readonly onLine: (line: number) => void;
}

/** The steps of a build below their stages, on the time that it took; one that is chosen shows only its own output, and its line. */
export function Steps({ record, chosen, onChoose, onLine }: StepsProps): ReactNode {
  const { steps, state } = record;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(steps, folded), [steps, folded]);
  const now = useNow(1000);
  // What ended has its own times: only what runs is drawn anew as time goes.
  const until = state === 'running' ? now : 0;
  const axis = useMemo(() => axisOf(steps, until), [steps, until]);
  const way = useMemo(() => longestWay(steps, until), [steps, until]);
  const isInTree = rows.some(({ kind }) => kind === 'stage');
  const { scroller, at, setAt, height, drawn, onKeyDown, onTouch } = useList(rows, state === 'running');
  const turn = (name: string, open: boolean) => {
    setFolded((before) => new Set(open ? [...before].filter((one) => one !== name) : [...before, name]));
  };
  const choose = (row: Row) => {
    if (row.kind === 'stage') return turn(row.name, !row.open);
    const { id, line } = row.step;
    onChoose(chosen === id ? undefined : id);
    if (line !== undefined && chosen !== id) onLine(line);
  };
  return (
    <>
      {axis && <AxisEnds axis={axis} isWay={way.size > 0} />}
      <div
        ref={scroller}
        className={css['steps']}
        onKeyDown={(event) => onKeyDown(event, turn)}
        onPointerDown={() => onTouch()}
        onWheel={() => onTouch()}
      >
        <ol aria-label={result.steps} className={css['list']} style={{ height: height }}>
          {drawn.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const shared = { record, row, index, start, axis, way, chosen, isInTree, count: rows.length };
            const onChoose = () => {
              setAt(index);
              choose(row);
            };
            return <Line key={keyOf(row)} {...shared} isTurn={index === at} onChoose={onChoose} />;
          })}
        </ol>
      </div>
    </>
  );
}

interface DrawnProps {
  readonly record: BuildRecord;
  readonly row: Row;
  readonly index: number;
  /** px from the top of the list. */
  readonly start: number;
  /** Of all rows. */
  readonly count: number;
  readonly axis: Axis | undefined;
  readonly way: ReadonlySet<string>;
  readonly chosen: string | undefined;
  readonly isInTree: boolean;
  readonly isTurn: boolean;
  readonly onChoose: () => void;
}

function Line(props: DrawnProps): ReactNode {
  const { record, row, index, start, count, axis, way, chosen, isInTree, isTurn, onChoose } = props;
  const shared = { index, isTurn, axis, onChoose };
  const { changedFrom } = record;
  return (
    <li
      className={css['place']}
      style={{ transform: `translateY(${start}px)` }}
      aria-setsize={count}
      aria-posinset={index + 1}
    >
      {row.kind === 'stage' ? (
        <StageLine {...shared} row={row} />
      ) : (
        <StepLine
          {...shared}
          step={row.step}
          isInTree={isInTree}
          isChosen={chosen === row.step.id}
          isChanged={changedFrom !== undefined && changedFrom.label === row.step.label}
          isOnWay={way.has(row.step.id)}
          over={record.ended}
        />
      )}
    </li>
  );
}

function keyOf(row: Row): string {
  return row.kind === 'stage' ? `stage ${row.name}` : row.step.id;
}

/** What the lines below the steps mean, and how long the whole of them is. */
function AxisEnds({ axis, isWay }: { axis: Axis; isWay: boolean }): ReactNode {
  return (
    <p className={css['axis']}>
      <span>{isWay && result.longestWay}</span>
      <span>{result.onTime({ time: formatDuration(axis.to - axis.from) })}</span>
    </p>
  );
}

/** Which lines are drawn, which of them has its turn, and what keys do. */
function useList(rows: readonly Row[], isRunning: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const [turn, setAt] = useState(0);
  const at = Math.min(turn, Math.max(0, rows.length - 1));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The one that has its turn is always there: Tab leads to it.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), at])].toSorted((a, b) => a - b),
  });
  const go = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    setAt(to);
    virtual.scrollToIndex(to);
    requestAnimationFrame(() => focusLine(scroller.current, to));
  };
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
  const onKeyDown = (event: KeyboardEvent, fold: (name: string, open: boolean) => void) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = lineAt(event.target);
    const row = rows[at];
    if (!row) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page(),
      PageUp: at - page(),
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) go(to);
    else if (row.kind === 'stage' && event.key === 'ArrowRight') fold(row.name, true);
    else if (row.kind === 'stage' && event.key === 'ArrowLeft') fold(row.name, false);
    else if (event.key === 'ArrowLeft') go(rows.findLastIndex(({ kind }, n) => n < at && kind === 'stage'));
    else return;
    onTouch();
    event.preventDefault();
    event.stopPropagation();
  };
  const onTouch = useFollowed(rows, isRunning, scroller, (index) => virtual.scrollToIndex(index));
  return { scroller, at, setAt, height: virtual.getTotalSize(), drawn: virtual.getVirtualItems(), onKeyDown, onTouch };
}

/** The index of the line that an element is in; -1 for none. */
function lineAt(target: EventTarget): number {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return Number(line?.dataset['index'] ?? -1);
}

function focusLine(list: HTMLElement | null, index: number): void {
  list?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
}

/** Keeps the step that runs in view until somebody takes the list into their hand; answers what says so. */
function useFollowed(
  rows: readonly Row[],
  isRunning: boolean,
  scroller: RefObject<HTMLElement | null>,
  show: (index: number) => void,
): () => void {
  const isHeld = useRef(false);
  const running = isRunning ? rows.findLastIndex((row) => row.kind === 'step' && row.step.state === 'running') : -1;
  useEffect(() => {
    if (running >= 0 && !isHeld.current && !scroller.current?.contains(document.activeElement)) show(running);
    // oxlint-disable-next-line react/exhaustive-deps -- only another step that runs leads there
  }, [running]);
  return () => {
    isHeld.current = true;
  };
}
