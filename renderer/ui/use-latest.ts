import { useRef } from 'react';

/**
 * A box that always holds the value of the latest render, so that long-lived handlers see it and callers need not
 * keep the identity of their functions. Read it in handlers and effects.
 */
export function useLatest<T>(value: T): { readonly current: T } {
  const box = useRef(value);
  // oxlint-disable-next-line react/refs -- a handler may run before an effect could have set it
  box.current = value;
  return box;
}
