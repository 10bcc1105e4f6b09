import { type HierarchyRectangularNode, hierarchy, treemap } from 'd3-hierarchy';
import { type ReactNode, useMemo } from 'react';
import type { ContextNode } from '../../../../app/build/contexts.ts';
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
      {leaves.map(({ data, ...place }, index) => (
        <Area key={data.node.name} entry={data.node} place={place} tone={index % tones} onOpen={onOpen} />
      ))}
    </div>
  );
}

/** Where an area is laid out. */
type Place = Pick<HierarchyRectangularNode<Datum>, 'x0' | 'x1' | 'y0' | 'y1'>;

interface AreaProps {
  readonly entry: ContextNode;
  readonly place: Place;
  readonly tone: number;
  readonly onOpen: (name: string) => void;
}

function Area({ entry: { name, isFolder, sent }, place: { x0, x1, y0, y1 }, tone, onOpen }: AreaProps): ReactNode {
  const size = formatBytes(sent.bytes);
  const style = {
    left: `${(x0 / width) * 100}%`,
    top: `${(y0 / height) * 100}%`,
    width: `${((x1 - x0) / width) * 100}%`,
    height: `${((y1 - y0) / height) * 100}%`,
  };
  const shared = { className: css['area'], style, 'data-tone': tone, 'data-tip': `${printable(name, 200)}  ${size}` };
  const label = x1 - x0 > 70 && y1 - y0 > 30 && (
    <>
      <span className={css['areaName']}>{printable(name, 60)}</span>
      <span className={css['areaSize']}>{size}</span>
    </>
  );
  if (!isFolder) return <div {...shared}>{label}</div>;
  // The table has the same for the keyboard.
  return (
    <button type="button" tabIndex={-1} onClick={() => onOpen(name)} {...shared}>
      {label}
    </button>
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
