import type { LogRow } from '../../../../app/logs.ts';
import type { Stop } from '../../../../app/rpc/operation.ts';

/** What became of a source's rows. */
export type SourceChange =
  /** There are more or fewer of them, or some came that were asked for. */
  | { readonly kind: 'rows' }
  /** Every position is now `shift` more than it was. */
  | { readonly kind: 'moved'; readonly shift: number }
  /** Positions mean other rows than before; `locate` finds a row again, by its number or only by its time. */
  | { readonly kind: 'lost'; readonly by: 'number' | 'time' };

/** Rows from … to before to. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Rows by position, of which some are here: what a scroller draws. */
export interface RowSource {
  /** Position of the first row, and after the last. */
  readonly first: number;
  readonly end: number;
  /** Whether the rows stand one after the other as they were printed: only then can stack traces be folded. */
  readonly whole: boolean;
  /** Undefined when it is not here, yet or any more. */
  row(position: number): LogRow | undefined;
  /** Says which rows can be seen, the most important first. Others need not be fetched. */
  want(spans: readonly Span[]): void;
  /** One row, from wherever it is; undefined when there is no such row. */
  load(position: number): Promise<LogRow | undefined>;
  /** Where a row that was seen before a change is now; undefined when that is not known. */
  locate(row: LogRow, by: 'number' | 'time'): Promise<number | undefined>;
  /** Exact text, a line for each row, without a line end; marks left out. `plain`: without escape sequences. */
  text(span: Span, plain: boolean): Promise<string>;
  onChange(listener: (change: SourceChange) => void): Stop;
}
