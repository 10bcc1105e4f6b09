import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { words } from '../../words/words.ts';
import { printable } from '../printable.ts';
import css from './Clamped.module.css';

/** UTF-16 units: more than three lines hold, and what a page can bear when all is shown. */
const most = 600;
const mostOfAll = 20_000;

/** Code that a container or an engine wrote, at most three lines of it until more is asked for. Line feeds are kept. */
export function Clamped({ text }: { text: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const shown = useRef<HTMLElement>(null);
  const isCut = useIsCut(shown, open);
  return (
    <span className={css['clamped']}>
      <code ref={shown} className={open ? css['all'] : css['some']}>
        {printable(text, open ? mostOfAll : most, { lines: true })}
      </code>
      {(open || isCut || text.length > most) && (
        <button type="button" aria-expanded={open} className={css['more']} onClick={() => setOpen(!open)}>
          {open ? words.ui.clamped.less : words.ui.clamped.more}
        </button>
      )}
    </span>
  );
}

/** Whether an element holds more than it shows, at its width of now. */
function useIsCut(ref: { readonly current: HTMLElement | null }, open: boolean): boolean {
  const [isCut, setIsCut] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || open) return;
    const look = () => setIsCut(element.scrollHeight > element.clientHeight + 1);
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => resized.disconnect();
  }, [ref, open]);
  return isCut;
}
