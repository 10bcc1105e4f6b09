import type { IBufferCell, Terminal } from '@xterm/headless';

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
    /** 1 until there is a first link. */
    readonly _nextId: number;
    getLinkData(id: number): { readonly id?: string | undefined; readonly uri: string } | undefined;
  };
}

/** What of a buffer its public view does not show. Rows and columns count from 0. */
export interface InnerBuffer {
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

/** How characters look that follow. */
export type Style = Pick<
  IBufferCell,
  | 'getFgColor'
  | 'getBgColor'
  | 'isFgRGB'
  | 'isBgRGB'
  | 'isFgPalette'
  | 'isBgPalette'
  | 'isBold'
  | 'isDim'
  | 'isItalic'
  | 'isUnderline'
  | 'isBlink'
  | 'isInverse'
  | 'isInvisible'
  | 'isStrikethrough'
  | 'isOverline'
>;

const underlined = 0x1000_0000;

/** Whether a style is underlined by itself: xterm says so of each that has a link, too. */
export function isUnderlined(style: object): boolean {
  return ((style as { readonly fg: number }).fg & underlined) !== 0;
}

/** Characters that stand for others. */
export type Charset = Readonly<Record<string, string>>;

/** Looks into a terminal of xterm. */
export function inside(terminal: Terminal): Inside {
  return (terminal as unknown as { readonly _core: Inside })._core;
}
