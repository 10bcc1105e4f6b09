import { type ReactNode, useMemo } from 'react';
import type { Looked } from '../../../../app/files.ts';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { contentOf, hexLines } from './content.ts';
import { FactsOf } from './FactsOf.tsx';
import css from './Files.module.css';
import { nameOf } from './names.ts';
import { TextView } from './TextView.tsx';

const own = words.files;

/** One file: what it is, and what is in it as text, as a picture, or as bytes. */
export function FileView({ file: looked }: { file: Extract<Looked, { kind: 'file' }> }): ReactNode {
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
      <Content looked={looked} label={label} isHead={isHead} />
    </>
  );
}

function Content(props: { looked: Extract<Looked, { kind: 'file' }>; label: string; isHead: boolean }): ReactNode {
  const { looked, label, isHead } = props;
  const { path, file, data } = looked;
  const content = useMemo(() => contentOf(data, isHead), [data, isHead]);
  if (file.kind !== 'file') return <EmptyState title={own.noContent({ kind: file.kind })} />;
  if (data.byteLength === 0) return <EmptyState title={own.emptyFile} />;
  if (content.kind === 'picture') {
    return (
      <div className={css['picture']}>
        <img src={content.source} alt={label} />
      </div>
    );
  }
  if (content.kind === 'text') return <TextView label={label} name={nameOf(path)} text={content.text} />;
  return (
    <pre className={css['hex']} aria-label={label} role="document" tabIndex={0}>
      {hexLines(data)}
    </pre>
  );
}
