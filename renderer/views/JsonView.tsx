import { type ReactNode, useEffect, useRef } from 'react';
import css from './JsonView.module.css';

/** JSON to read, fold and search (Ctrl+F). */
export function JsonView({ label, value }: { label: string; value: unknown }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const text = JSON.stringify(value, null, 2) ?? '';
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let close: (() => void) | undefined;
    let unmounted = false;
    // The editor is large and only this tab needs it.
    void import('./json-editor.ts').then(({ openJson }) => {
      if (!unmounted) close = openJson(element, label, text);
    });
    return () => {
      unmounted = true;
      close?.();
    };
  }, [label, text]);
  return <div ref={place} className={css['json']} />;
}
