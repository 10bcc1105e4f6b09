import { type ReactNode, useMemo } from 'react';
import type { EngineContainer } from '../../../../app/containers.ts';
import { type Looked, mostEdited } from '../../../../app/files.ts';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { contentOf, hexLines } from './content.ts';
import { FactsOf } from './FactsOf.tsx';
import css from './Files.module.css';
import { nameOf } from './names.ts';
import { TextEdit } from './TextEdit.tsx';
import { TextView } from './TextView.tsx';

const own = words.files;

type LookedFile = Extract<Looked, { kind: 'file' }>;

interface FileViewProps {
  readonly looked: LookedFile;
  readonly container: EngineContainer;
  /** Reads it again. */
  readonly onChanged: () => void;
}

/** One file: what it is, and what is in it as text, as a picture, or as bytes. */
export function FileView({ looked, container, onChanged }: FileViewProps): ReactNode {
  const { path, file, data } = looked;
  const label = own.content({ name: printable(nameOf(path), 80) });
  // A file of the kernel says that it has no size.
  const isHead = data.byteLength < file.size;
  return (
    <>
      <div className={css['facts']}>
        <FactsOf file={file} />
      </div>
      {isHead && file.kind === 'file' && <p className={css['note']}>{own.head({ shown: data.byteLength })}</p>}
      <Content {...{ looked, container, onChanged, label, isHead }} />
    </>
  );
}

function Content(props: FileViewProps & { label: string; isHead: boolean }): ReactNode {
  const { looked, container, onChanged, label, isHead } = props;
  const { path, file, data } = looked;
  const content = useMemo(() => contentOf(data, isHead), [data, isHead]);
  if (file.kind !== 'file') return <EmptyState title={own.noContent({ kind: file.kind })} />;
  if (content.kind === 'picture') {
    return (
      <div className={css['picture']}>
        <img src={content.source} alt={label} />
      </div>
    );
  }
  if (content.kind === 'text') {
    const { version } = looked;
    if (version === undefined || data.byteLength > mostEdited) {
      return <TextView label={label} name={nameOf(path)} text={content.text} />;
    }
    return <TextEdit {...{ container, path, label, version, onChanged }} text={content.text} />;
  }
  return (
    <pre className={css['hex']} aria-label={label} role="document" tabIndex={0}>
      {hexLines(data)}
    </pre>
  );
}
