import { createContext, useContext } from 'react';

/** px of a row of any grid below; `--row` in tokens.css says the same to the style sheets. */
export const RowHeight = createContext(28);

export function useRowHeight(): number {
  return useContext(RowHeight);
}
