import { type ReactNode, useEffect, useRef, useState } from 'react';
import { come } from '../../../ui/layout/come.ts';
import { NotLoaded } from '../../../ui/layout/NotLoaded.tsx';
import { useLatest } from '../../../ui/use-latest.ts';
import { words } from '../../../words/words.ts';
import css from './Files.module.css';
import type { TextEditor } from './text-editor.ts';

interface TextViewProps {
  readonly label: string;
  /** The file's: by it the language is known. */
  readonly name: string;
  readonly text: string;
  /** Without these it can be read only. */
  readonly onChange?: ((text: string) => void) | undefined;
  readonly onSave?: (() => void) | undefined;
}

/** A text file, to be read and searched, and to be written where that is possible. */
export function TextView(props: TextViewProps): ReactNode {
  const { label, name, text } = props;
  const isWritable = props.onChange !== undefined;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<TextEditor>(undefined);
  const latest = useLatest(props);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let unmounted = false;
    void come(() => import('./text-editor.ts')).then(
      ({ openText }) => {
        if (!unmounted) editor.current = openText(element, { label, name, isWritable, latest });
      },
      () => setFailed(true),
    );
    return () => {
      unmounted = true;
      editor.current?.destroy();
      editor.current = undefined;
    };
  }, [label, name, isWritable, latest]);
  useEffect(() => editor.current?.show(text), [text]);
  return (
    <>
      {failed && <NotLoaded what={words.files.editor} />}
      <div ref={place} className={css['text']} />
    </>
  );
}
