import type { LogQuery } from '../../../app/logs.ts';
import type { Problem } from '../../../app/problem.ts';
import type { Ranked } from './order.ts';
import type { Spool } from './spool.ts';
export interface LogSearch extends Ranked {
  readonly hits: number;
  readonly scanned: number;
  readonly total: number;
  readonly done: boolean;
  readonly problem: Problem | undefined;
  next(row: number): number | undefined;
  previous(row: number): number | undefined;
  hitsBefore(row: number): number;
  isHit(row: number): boolean;
  dispose(): void;
}
export function searchLog(_spool: Spool, _query: LogQuery): LogSearch {
  throw new Error('not yet');
}
