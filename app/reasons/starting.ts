/** Of the start of engines. */
export interface StartingReasons {
  'start-unknown': undefined;
  'start-not-here': { readonly program: string };
  'start-failed': { readonly program: string; readonly code: number };
}
