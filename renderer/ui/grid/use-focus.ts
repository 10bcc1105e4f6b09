import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/** The row element of a line that is drawn. */
export function rowElement(root: HTMLElement | null, key: string): HTMLElement | undefined {
  for (const row of root?.querySelectorAll<HTMLElement>('[data-key]') ?? []) if (row.dataset['key'] === key) return row;
  return undefined;
}

/** The line key of the row that holds an element. */
export function keyOf(target: EventTarget | null): string | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null;
  return row?.dataset['key'];
}

export interface GridFocus {
  /** Moves the focus to a line's row: now if it is drawn, else after the render that makes it active. */
  moveTo: (key: string) => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: (event: FocusEvent) => void;
}

/**
 * Keeps the focus on the active row: when the keyboard moved it, when the row that had it was removed, which leaves the
 * focus on the body, and when the first rows come to a grid that was given the focus without any.
 */
export function useFocus(
  scroller: RefObject<HTMLDivElement | null>,
  active: string | undefined,
  onRowFocus: (key: string) => void,
): GridFocus {
  const wanted = useRef(false);
  const inside = useRef(false);
  useLayoutEffect(() => {
    const { activeElement } = document;
    const lost = inside.current && activeElement === document.body;
    const waiting = activeElement === scroller.current;
    if ((!wanted.current && !lost && !waiting) || active === undefined) return;
    const row = rowElement(scroller.current, active);
    if (!row) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
  });
  return {
    moveTo(key) {
      const row = rowElement(scroller.current, key);
      if (row) row.focus({ preventScroll: true });
      else wanted.current = true;
    },
    onFocus(event) {
      inside.current = true;
      const key = keyOf(event.target);
      if (key !== undefined) onRowFocus(key);
    },
    onBlur(event) {
      const to = event.relatedTarget;
      // A window that loses the focus, or a row that is removed, has no successor.
      if (to instanceof Node && !event.currentTarget.contains(to)) inside.current = false;
      else if (to === null && document.hasFocus()) inside.current = !event.target.isConnected;
    },
  };
}
