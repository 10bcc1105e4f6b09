import type { LogMark } from '../../../../app/logs.ts';
import { cause } from '../../../../app/rpc/problem.ts';
import { type LogBlock, type Stamp, stampAt } from '../../../engine/ports/log-block.ts';

/** The engine's log goes on later than what is kept: from the last line that is to the first after it. */
export function rotated(kept: Stamp, after: LogBlock): LogMark {
  const { seconds, nanos } = stampAt(after, 0);
  const ms = Math.max(0, Math.round((seconds - kept.seconds) * 1000 + (nanos - kept.nanos) / 1e6));
  return { kind: 'gap', reason: cause('log-rotated'), ms };
}

/** Lines of the past went with their container. */
export const removedUnread: LogMark = { kind: 'gap', reason: cause('log-removed-unread') };
