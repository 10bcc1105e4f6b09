/* oxlint-disable react/incompatible-library -- no React compiler is used */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useId, useRef } from 'react';
import type { FileChange } from '../../../../app/containers.ts';
import type { ChangeLine } from '../../../../app/derive/change-tree.ts';
import { useSession } from '../../../hooks/session.tsx';
import type { NoticeStore } from '../../../stores/shown/notices.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { useRowHeight } from '../../../ui/grid/model/row-height.ts';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import css from './Changes.module.css';
import { treeKey } from './tree-keys.ts';
import { useFolds } from './use-folds.ts';

const own = words.changes;

const marks = { added: '+', changed: '~', deleted: '−' } as const;

interface ChangeTreeProps {
  readonly name: string;
  /** In the order of their paths; at least one. */
  readonly files: readonly FileChange[];
  /** They were looked for: all of them are to be seen. */
  readonly isSearched: boolean;
  /** Leads to a file that is there, by its path. */
  readonly onOpen: (path: string) => void;
}

/** Changed files in their folders; only the lines that can be seen are drawn. */
export function ChangeTree({ name, files, isSearched, onOpen }: ChangeTreeProps): ReactNode {
  const { notices } = useSession();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { lines, at, setActive, turn } = useFolds(files, isSearched);
  const { virtual, go, page } = useLines(scroller, lines, setActive);
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (line && isCopy(event)) void copyPath(line, notices);
    else if (line && isOpen(event, line)) onOpen(line.path);
    else {
      const move = hasModifier(event) ? undefined : treeKey(event.key, lines, at, page());
      if (!line || !move) return;
      if (move === 'turn') turn(line);
      else go(move.to);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const drawn = virtual.getVirtualItems();
  return (
    <div ref={scroller} className={css['scroller']}>
      <div
        role="tree"
        aria-label={own.title({ name: printable(name, 80) })}
        aria-activedescendant={drawn.some(({ index }) => index === at) ? `${id}-${at}` : undefined}
        tabIndex={0}
        className={css['tree']}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const line = lineOf(event, lines);
          if (!line) return;
          setActive(line.path);
          if (line.within > 0) turn(line);
        }}
      >
        {drawn.map(({ index, start, size }) => {
          const line = lines[index];
          return (
            line && (
              <Line
                key={line.path}
                id={`${id}-${index}`}
                line={line}
                isActive={index === at}
                onOpen={onOpen}
                place={{ height: size, transform: `translateY(${start}px)` }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly line: ChangeLine;
  readonly isActive: boolean;
  readonly onOpen: (path: string) => void;
  readonly place: { readonly height: number; readonly transform: string };
}

function Line({ id, line, isActive, onOpen, place }: LineProps): ReactNode {
  const { name, path, depth, kind, within, open } = line;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    // The tree takes the keys: one stop of Tab for all of its lines.
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      data-path={path}
      aria-level={depth + 1}
      aria-expanded={within > 0 ? open : undefined}
      aria-selected={isActive}
      className={css['line']}
      data-kind={kind}
      style={{ ...place, paddingInlineStart: `calc(var(--space-4) * ${depth} + var(--space-2))` }}
      data-tip={path === `/${name}` ? undefined : printable(path, 400)}
    >
      <span className={css['fold']} aria-hidden="true">
        {within > 0 && <Chevron size={14} />}
      </span>
      <span className={css['mark']} aria-hidden="true">
        {kind && marks[kind]}
      </span>
      <span className={css['name']}>
        <Untrusted text={name} mono />
      </span>
      {isActive && kind !== 'deleted' && (
        // Its keys are the tree's: Enter on a file, Ctrl+Enter on a folder.
        <button
          type="button"
          tabIndex={-1}
          className={css['open']}
          onClick={(event) => {
            event.stopPropagation();
            onOpen(path);
          }}
        >
          {own.open}
        </button>
      )}
      <span className={css['what']}>{kind ? own.kinds[kind] : own.within({ count: within })}</span>
    </div>
  );
}

/** Which lines are drawn; how to give the turn to one and bring it into view; how many are seen at once. */
function useLines(
  scroller: RefObject<HTMLDivElement | null>,
  lines: readonly ChangeLine[],
  setActive: (path: string) => void,
) {
  const rowHeight = useRowHeight();
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const go = (index: number) => {
    const line = lines[index];
    if (!line) return;
    setActive(line.path);
    virtual.scrollToIndex(index);
  };
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
  return { virtual, go, page };
}

/** The line that was clicked; the tree keeps the focus, as the line may be drawn anew. */
function lineOf(
  { target, currentTarget }: MouseEvent<HTMLElement>,
  lines: readonly ChangeLine[],
): ChangeLine | undefined {
  currentTarget.focus({ preventScroll: true });
  const item = target instanceof Element ? target.closest<HTMLElement>('[role=treeitem]') : null;
  return lines.find(({ path }) => path === item?.dataset['path']);
}

function hasModifier({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}

/** The key that leads to a file; on a folder, which it folds, with Ctrl or Cmd. */
function isOpen({ ctrlKey, metaKey, altKey, key }: KeyboardEvent, { kind, within }: ChangeLine): boolean {
  return key === 'Enter' && !altKey && kind !== 'deleted' && (within === 0 || ctrlKey || metaKey);
}

/** Of a text that is selected the key copies that. */
function isCopy({ ctrlKey, metaKey, key }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && key === 'c' && String(getSelection()) === '';
}

async function copyPath({ path }: ChangeLine, notices: NoticeStore): Promise<void> {
  if (await copyText(path)) notices.succeed(own.copied({ path: printable(path, 200) }));
}
