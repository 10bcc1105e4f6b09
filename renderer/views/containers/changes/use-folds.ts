import { useMemo, useState } from 'react';
import type { FileChange } from '../../../../app/containers.ts';
import { type ChangeLine, changeLines } from '../../../../app/derive/change-tree.ts';

/** As many as are read at a glance are open from the beginning. */
const mostOpened = 200;

/** The lines of a tree, and which of them has its turn. */
interface Folds {
  readonly lines: readonly ChangeLine[];
  /** Index of the line that has its turn: the first one where that which had it is gone. */
  readonly at: number;
  readonly setActive: (path: string) => void;
  /** Folds or unfolds a line. */
  readonly turn: (line: ChangeLine) => void;
}

/** Keeps which folders of a tree of changes show what they hold. */
export function useFolds(files: readonly FileChange[], isSearched: boolean): Folds {
  const opened = isSearched || files.length <= mostOpened;
  /** Those that a person folded or unfolded, against what they are from the beginning. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => changeLines(files, (path) => turned.has(path) !== opened), [files, turned, opened]);
  const [active, setActive] = useState('');
  const at = lines.findIndex(({ path }) => path === active);
  const turn = ({ path }: ChangeLine) => {
    const next = new Set(turned);
    if (!next.delete(path)) next.add(path);
    setTurned(next);
  };
  return { lines, at: Math.max(0, at), setActive, turn };
}
