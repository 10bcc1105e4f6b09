import { type LogLevel, logLevels } from '../../../../app/logs.ts';

/**
 * What the index says of a row besides the engine's own flags (`LineFlag`, bits 0 and 1): its level (bits 2 to 4),
 * whether it belongs to a stack trace that an earlier row begins (bit 5), whether it is a mark (bit 6; its text is the
 * mark as JSON).
 */
export const RowFlag = { trace: 1 << 5, mark: 1 << 6 } as const;

/** All bits that the service sets. */
export const ownFlags = (7 << 2) | RowFlag.trace | RowFlag.mark;

const levelShift = 2;
const levelMask = 7;

/** A level as flags: 0 for none, else 1 to 6 in bits 2 to 4. */
export function levelFlag(level: LogLevel | undefined): number {
  return level === undefined ? 0 : (logLevels.indexOf(level) + 1) << levelShift;
}

/** 0 for no level, else 1 to 6 as in `logLevels`. What a file says may be 7, which is none. */
export function levelSlot(flags: number): number {
  const slot = (flags >> levelShift) & levelMask;
  return slot > logLevels.length ? 0 : slot;
}

export function levelOf(flags: number): LogLevel | undefined {
  return logLevels[levelSlot(flags) - 1];
}
