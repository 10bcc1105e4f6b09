import { hierarchy, treemap } from 'd3-hierarchy';
import { type ReactNode, useMemo } from 'react';
import type { ContextNode } from '../../../../app/contexts.ts';
import { printable } from '../../../ui/printable.ts';
import { formatBytes } from '../../../words/amounts.ts';
import css from './Context.module.css';
import { inOrder } from './level.ts';

/** Smaller ones could not be told apart. */
const mostDrawn = 60;
/** In which the rectangles are laid out; it is drawn as large as there is room. */
const width = 1_000;
const height = 280;

/** A datum of the layout: the folder that is shown, or an entry of it. */
interface Datum {
  readonly node: ContextNode;
  readonly inside?: readonly Datum[];
}

/** What is sent of a folder, each entry as large as its share. The table says the same in words. */
export function Treemap({ node, onOpen }: { node: ContextNode; onOpen: (name: string) => void }): ReactNode {
  const leaves = useMemo(() => laidOut(node), [node]);
  if (leaves.length === 0) return null;
  return (
    <div className={css['map']} aria-hidden="true">
      {leaves.map(({ data: { node: entry }, x0, x1, y0, y1 }, index) => (
        <div
          key={entry.name}
          className={css['area']}
          data-tone={index % tones}
          data-folder={entry.isFolder}
          data-tip={`${printable(entry.name, 200)}  ${formatBytes(entry.sent.bytes)}`}
          onClick={entry.isFolder ? () => onOpen(entry.name) : undefined}
          style={{
            left: `${(x0 / width) * 100}%`,
            top: `${(y0 / height) * 100}%`,
            width: `${((x1 - x0) / width) * 100}%`,
            height: `${((y1 - y0) / height) * 100}%`,
          }}
        >
          {x1 - x0 > 70 && y1 - y0 > 30 && (
            <>
              <span className={css['areaName']}>{printable(entry.name, 60)}</span>
              <span className={css['areaSize']}>{formatBytes(entry.sent.bytes)}</span>
            </>
          )}
        </div>
      ))}
    </div>
  );
}

/** Grounds that neighbours take in turns. */
const tones = 4;

function laidOut(node: ContextNode) {
  const drawn = inOrder(node)
    .filter(({ sent }) => sent.bytes > 0)
    .slice(0, mostDrawn);
  if (drawn.length === 0) return [];
  const root = hierarchy<Datum>({ node, inside: drawn.map((entry) => ({ node: entry })) }, ({ inside }) => inside)
    .sum(({ node: { sent }, inside }) => (inside ? 0 : sent.bytes))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return treemap<Datum>().size([width, height]).paddingInner(2)(root).leaves();
}
