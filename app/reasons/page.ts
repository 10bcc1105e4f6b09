/** What only the page says: it did not ask anybody. */
export interface PageReasons {
  'no-engine': undefined;
  'no-engine-yet': undefined;
  'no-reason': undefined;
  'item-gone': { readonly name: string };
  'no-other-engine': undefined;
  'clipboard-too-long': undefined;
  'clipboard-refuses': undefined;
  'engine-not-reachable': { readonly name: string };
  'compose-fault': { readonly line: number; readonly path: string; readonly fault: string };
  refused: { readonly why: string };
}
