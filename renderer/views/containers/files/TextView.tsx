import { type ReactNode, useEffect, useRef, useState } from 'react';
import { come } from '../../../ui/layout/come.ts';
import { NotLoaded } from '../../../ui/layout/NotLoaded.tsx';
import { words } from '../../../words/words.ts';
import css from './Files.module.css';

/** A text file, to be read and searched. */
export function TextView({ label, name, text }: { label: string; name: string; text: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let close: (() => void) | undefined;
    let unmounted = false;
    void come(() => import('./text-editor.ts')).then(
      ({ openText }) => {
        if (!unmounted) close = openText(element, { label, name, text });
      },
      () => setFailed(true),
    );
    return () => {
      unmounted = true;
      close?.();
    };
  }, [label, name, text]);
  return (
    <>
      {failed && <NotLoaded what={words.files.editor} />}
      <div ref={place} className={css['text']} />
    </>
  );
}
