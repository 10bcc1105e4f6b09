import { File, Folder } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ContextNode } from '../../../../app/build/contexts.ts';
import spoken from '../../../ui/marks/spoken.module.css';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { useOneStop } from '../../../ui/use-one-stop.ts';
import { formatBytes } from '../../../words/amounts.ts';
import { words } from '../../../words/words.ts';
import css from './Context.module.css';
import { LeaveOut, type LeavesOut } from './LeaveOut.tsx';
import { inOrder } from './level.ts';

const own = words.builds.context;

/** Rows of a folder that are drawn; the largest. */
const mostRows = 200;

interface EntriesProps extends LeavesOut {
  readonly node: ContextNode;
  /** The way to it. */
  readonly names: readonly string[];
  readonly onOpen: (name: string) => void;
}

/** What is in a folder of a context, the largest first. */
export function Entries({ node, names, onOpen, onLeaveOut }: EntriesProps): ReactNode {
  const oneStop = useOneStop<HTMLTableElement>();
  const rows = inOrder(node).slice(0, mostRows);
  const more = node.inside.length + node.more - rows.length;
  if (rows.length === 0 && more === 0) return <p className={css['note']}>{own.empty}</p>;
  return (
    <>
      <table className={css['table']} aria-label={own.entries} {...oneStop}>
        <thead>
          <tr>
            <th scope="col">{own.columns.name}</th>
            <th scope="col">{own.columns.size}</th>
            <th scope="col">{own.columns.files}</th>
            <th scope="col">{own.columns.left}</th>
            <th scope="col">
              <span className={spoken['spoken']}>{own.leaveOut}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <Entry
              key={entry.name}
              entry={entry}
              path={[...names, entry.name].join('/')}
              onOpen={onOpen}
              onLeaveOut={onLeaveOut}
            />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={css['note']}>{own.more({ count: more })}</p>}
    </>
  );
}

interface EntryProps extends LeavesOut {
  readonly entry: ContextNode;
  readonly path: string;
  readonly onOpen: (name: string) => void;
}

function Entry({ entry: { name, isFolder, sent, left }, path, onOpen, onLeaveOut }: EntryProps): ReactNode {
  const Glyph = isFolder ? Folder : File;
  const isOut = sent.files === 0 && left.files > 0;
  return (
    <tr data-out={isOut}>
      <th scope="row">
        <Glyph size={14} aria-hidden="true" />
        {isFolder ? (
          <button type="button" onClick={() => onOpen(name)}>
            <Untrusted text={name} />
          </button>
        ) : (
          <Untrusted text={name} />
        )}
      </th>
      <td>{isOut ? '' : formatBytes(sent.bytes)}</td>
      <td>{sent.files === 0 || !isFolder ? '' : sent.files}</td>
      <td>{left.files === 0 ? '' : formatBytes(left.bytes)}</td>
      <td>{!isOut && <LeaveOut path={path} onLeaveOut={onLeaveOut} />}</td>
    </tr>
  );
}
