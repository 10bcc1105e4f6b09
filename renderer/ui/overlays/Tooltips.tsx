import { type ReactNode, useEffect, useRef, useState } from 'react';
import { printable } from '../printable.ts';
import css from './Tooltips.module.css';

/** ms the pointer rests before a tooltip shows; the next one within `warm` ms shows at once. */
const rest = 400;
const warm = 300;
/** px kept free around it. */
const margin = 6;
/** Characters: a tooltip is a sentence, and container text may end up in one. */
const mostText = 1_000;

interface Tip {
  readonly text: string;
  readonly box: DOMRect;
}

function tipOf(target: EventTarget | null): { owner: HTMLElement; text: string } | undefined {
  const owner = target instanceof Element ? target.closest<HTMLElement>('[data-tip], [data-clip]') : null;
  const text = owner && (owner.dataset['tip'] ?? clippedText(owner));
  return owner && text ? { owner, text: printable(text, mostText, { lines: true }) } : undefined;
}

/** The text of an element that its parent's edge cuts off. */
function clippedText(element: HTMLElement): string | undefined {
  const parent = element.parentElement;
  return parent && parent.scrollWidth > parent.clientWidth ? (element.textContent ?? undefined) : undefined;
}

function useTips(): Tip | undefined {
  const [tip, setTip] = useState<Tip>();
  useEffect(() => {
    let owner: HTMLElement | undefined;
    let timer = 0;
    let hiddenAt = -warm;
    const hide = () => {
      clearTimeout(timer);
      if (owner) hiddenAt = performance.now();
      owner = undefined;
      setTip(undefined);
    };
    const show = (target: EventTarget | null, wait: number) => {
      const found = tipOf(target);
      if (found?.owner === owner) return;
      hide();
      if (!found) return;
      owner = found.owner;
      timer = window.setTimeout(() => {
        if (found.owner.isConnected) setTip({ text: found.text, box: found.owner.getBoundingClientRect() });
      }, wait);
    };
    const over = (event: PointerEvent) => show(event.target, performance.now() - hiddenAt < warm ? 0 : rest);
    const focus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) show(event.target, rest);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Control' && event.key !== 'Shift') hide();
    };
    const listen: [string, EventListener][] = [
      ['pointerdown', hide],
      ['focusout', hide],
      ['scroll', hide],
      ['blur', hide],
    ];
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('keydown', key, true);
    for (const [type, handler] of listen) window.addEventListener(type, handler, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('keydown', key, true);
      for (const [type, handler] of listen) window.removeEventListener(type, handler, true);
    };
  }, []);
  return tip;
}

/**
 * The tooltips of the whole window: mount it once. It shows the text of `data-tip` for the element under the pointer or
 * with the focus, and the whole text of a `data-clip` element that its parent cuts off; a row of a list pays nothing for
 * its tooltips. The text must not be the only way to know something:
 * names and descriptions belong in `aria-label` and `aria-description`.
 */
export function Tooltips(): ReactNode {
  const tip = useTips();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!tip || !element) return;
    const { width, height } = element.getBoundingClientRect();
    const left = tip.box.left + tip.box.width / 2 - width / 2;
    const below = tip.box.bottom + margin;
    const top = below + height > window.innerHeight - margin ? tip.box.top - height - margin : below;
    element.style.left = `${Math.max(margin, Math.min(left, window.innerWidth - width - margin))}px`;
    element.style.top = `${Math.max(margin, top)}px`;
    element.style.visibility = 'visible';
  }, [tip]);
  return (
    tip && (
      <div key={`${tip.text} ${tip.box.left} ${tip.box.top}`} ref={ref} role="tooltip" className={css['tip']}>
        {tip.text}
      </div>
    )
  );
}
