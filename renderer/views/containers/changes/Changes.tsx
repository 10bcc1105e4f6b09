import { RefreshCw } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import {
  type ChangeKind,
  type Changes as ChangesOf,
  changeKinds,
  type EngineContainer,
} from '../../../../app/containers.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import { showInFiles } from '../../../commands/files.ts';
import { commitContainer } from '../../../commands/images.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useAnswer } from '../../../hooks/use-answer.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../ui/controls/Checkbox.tsx';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { SearchBox } from '../../../ui/controls/SearchBox.tsx';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { Spinner } from '../../../ui/marks/Spinner.tsx';
import { words } from '../../../words/words.ts';
import { ContainerButton } from '../../parts/ContainerButton.tsx';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import css from './Changes.module.css';
import { ChangeTree } from './ChangeTree.tsx';

const own = words.changes;

interface ChangesProps {
  readonly container: EngineContainer;
  readonly name: string;
}

/** What a container changed in its files against its image. Read when it is opened, and when a person asks for it. */
export function Changes({ container, name }: ChangesProps): ReactNode {
  const { engine, id } = container;
  const session = useSession();
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.changes({ engine, id }, { signal }),
    [engine, id],
  );
  const { answer, problem, again } = useAnswer(ask);
  const button = (
    <Button size="sm" icon={RefreshCw} onClick={again}>
      {own.again}
    </Button>
  );
  if (problem) {
    return (
      <EmptyState title={own.unread} actions={button}>
        <ProblemBanner title={own.unread} problem={problem} />
      </EmptyState>
    );
  }
  if (!answer) {
    return (
      <EmptyState title={own.reading}>
        <Spinner />
      </EmptyState>
    );
  }
  if (answer.files.length === 0) {
    return (
      <EmptyState title={own.none} actions={button}>
        {own.noneNote}
      </EmptyState>
    );
  }
  return (
    <ChangeList
      name={name}
      changes={answer}
      onOpen={(path) => showInFiles(container, path, session)}
      tools={
        <>
          <ContainerButton container={container} command={commitContainer} />
          <IconButton size="sm" icon={RefreshCw} label={own.again} onClick={again} />
        </>
      }
    />
  );
}

interface ChangeListProps {
  readonly name: string;
  readonly changes: ChangesOf;
  readonly tools: ReactNode;
  readonly onOpen: (path: string) => void;
}

function ChangeList({ name, changes, tools, onOpen }: ChangeListProps): ReactNode {
  const { files, counts, more, size } = changes;
  const [filter, setFilter] = useState('');
  const [without, setWithout] = useState<readonly ChangeKind[]>([]);
  const wanted = filter.trim().toLowerCase();
  const shown = useMemo(
    () => files.filter(({ path, kind }) => !without.includes(kind) && path.toLowerCase().includes(wanted)),
    [files, without, wanted],
  );
  return (
    <div className={css['page']}>
      <div className={css['bar']}>
        <SearchBox label={own.filter} placeholder={own.placeholder} value={filter} onChange={setFilter} />
        {changeKinds
          .filter((kind) => counts[kind] > 0)
          .map((kind) => (
            <Checkbox
              key={kind}
              label={own.some({ count: counts[kind], kind })}
              checked={!without.includes(kind)}
              onChange={(on) => setWithout(on ? without.filter((one) => one !== kind) : [...without, kind])}
            />
          ))}
        <span className={css['size']}>{size !== undefined && own.size({ size })}</span>
        {tools}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={own.noMatch} />
      ) : (
        <ChangeTree name={name} files={shown} isSearched={wanted !== ''} onOpen={onOpen} />
      )}
      {more > 0 && <p className={css['note']}>{own.more({ count: more })}</p>}
    </div>
  );
}
