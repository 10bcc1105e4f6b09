import { type RefObject, useLayoutEffect, useRef } from 'react';
import { roveByArrows, rovedIn } from './focus.ts';

/** What an element is given whose links, buttons and fields are one stop of Tab together. */
interface OneStop<E extends HTMLElement> {
  readonly ref: RefObject<E | null>;
  readonly onKeyDown: typeof roveByArrows;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/**
 * Makes all links, buttons and fields of an element one stop of Tab, between which arrows move. Tab leads to the one that
 * `first` (a CSS selector) finds; without it to where the focus was last, or to the first.
 */
export function useOneStop<E extends HTMLElement>(first?: string): OneStop<E> {
  const ref = useRef<E>(null);
  const last = useRef<Element | null>(null);
  const arrange = () => {
    if (!ref.current) return;
    const all = rovedIn(ref.current);
    const { activeElement } = document;
    const turns = [activeElement, first === undefined ? last.current : ref.current.querySelector(first), all[0]];
    const turn = turns.find((one) => all.some((other) => other === one));
    for (const one of all) {
      const tabIndex = one === turn ? 0 : -1;
      if (one.tabIndex !== tabIndex) one.tabIndex = tabIndex;
    }
  };
  // What it holds may have changed, by whatever drew it again.
  useLayoutEffect(arrange);
  return {
    ref,
    onKeyDown: roveByArrows,
    onFocus: () => {
      last.current = document.activeElement;
      arrange();
    },
    onBlur: arrange,
  };
}
