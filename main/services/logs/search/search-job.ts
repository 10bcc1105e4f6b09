import type { LogQuery } from '../../../../app/logs.ts';

/** Rows that the worker is to search: in files, or sent along. */
export type SearchedPart =
  | {
      readonly kind: 'file';
      readonly text: string;
      readonly index: string;
      readonly bytes: number;
      readonly rows: number;
    }
  | { readonly kind: 'rows'; readonly text: Uint8Array; readonly index: Uint32Array };

/** What the worker is told. */
export type SearchOrder =
  | { readonly kind: 'begin'; readonly search: number; readonly query: LogQuery }
  | { readonly kind: 'part'; readonly job: number; readonly search: number; readonly part: SearchedPart }
  | { readonly kind: 'end'; readonly search: number };

/** What it says: first, once, that it is there; then the bits of each part, or none if the part cannot be read. */
export type SearchAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly job: number; readonly found: Uint32Array | undefined };
