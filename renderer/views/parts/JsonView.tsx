import { type ReactNode, useEffect, useRef, useState } from 'react';
import { come } from '../../ui/layout/come.ts';
import { NotLoaded } from '../../ui/layout/NotLoaded.tsx';
import { words } from '../../words/words.ts';
import css from './JsonView.module.css';

/** JSON to read, fold and search (Ctrl+F). */
export function JsonView({ label, value }: { label: string; value: unknown }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const text = JSON.stringify(value, null, 2) ?? '';
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let close: (() => void) | undefined;
    let unmounted = false;
    // The editor is large and only this tab needs it.
    void come(() => import('./json-editor.ts')).then(
      ({ openJson }) => {
        if (!unmounted) close = openJson(element, label, text);
      },
      () => setFailed(true),
    );
    return () => {
      unmounted = true;
      close?.();
    };
  }, [label, text]);
  return (
    <>
      {failed && <NotLoaded what={words.parts.jsonView} />}
      <div ref={place} className={css['json']} />
    </>
  );
}
