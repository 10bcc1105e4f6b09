import type { Terminal } from '@xterm/headless';

/**
 * What a screen consists of besides what xterm tells: it has no other way to ask for it, and its own serializer reads it
 * where it needs it, too. The version is pinned; `restore.test.ts` fails when one has it elsewhere.
 */
export interface Inside {
  readonly buffers: { readonly active: InnerBuffer; readonly normal: InnerBuffer };
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly decPrivateModes: {
      readonly cursorStyle: 'block' | 'underline' | 'bar' | undefined;
      readonly cursorBlink: boolean | undefined;
      readonly origin: boolean;
    };
  };
  readonly coreMouseService: { readonly activeEncoding: string };
  readonly _charsetService: { readonly glevel: number; readonly _charsets: readonly (Charset | undefined)[] };
  readonly _inputHandler: { readonly _curAttrData: Style };
  readonly _oscLinkService: {
    getLinkData(id: number): { readonly id?: string | undefined; readonly uri: string } | undefined;
  };
}

/** What of a buffer its public view does not show. Rows and columns count from 0. */
export interface InnerBuffer {
  readonly lines: { readonly length: number; get(row: number): InnerLine | undefined };
  readonly x: number;
  readonly y: number;
  readonly ybase: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly tabs: Readonly<Record<number, boolean | undefined>>;
  readonly savedX: number;
  /** Of all lines, not of the screen. */
  readonly savedY: number;
  readonly savedCurAttrData: Style;
  readonly savedCharset: Charset | undefined;
}

/** How characters look: two words of colours and flags. `style.ts` reads them. */
export interface Style {
  readonly fg: number;
  readonly bg: number;
  readonly extended?: Extended;
}

/** What the two words do not tell: here the number of a link, 0 for none. */
interface Extended {
  readonly urlId: number;
}

/** A line of cells. `write-lines.ts` reads them. */
export interface InnerLine {
  readonly _data: Uint32Array;
  /** Characters of several codes, by column. */
  readonly _combined: Readonly<Record<number, string | undefined>>;
  /** By column; only of cells that are marked to have it. */
  readonly _extendedAttrs: Readonly<Record<number, Extended | undefined>>;
  /** It goes on with the line before. */
  readonly isWrapped: boolean;
  readonly length: number;
}

/** Characters that stand for others. */
export type Charset = Readonly<Record<string, string>>;

/** Looks into a terminal of xterm. */
export function inside(terminal: Terminal): Inside {
  return (terminal as unknown as { readonly _core: Inside })._core;
}
