/**
 * Readers of single fields of JSON that other programs write: engines, Compose, the docker command and its helpers. What
 * is missing or of another type becomes the empty value of its kind: they differ, and one odd field must not cost a
 * whole list.
 */
export type Raw = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that a JSON text is; undefined where it is none. Never throws. */
export function parseRecord(json: string): Raw | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function record(value: unknown): Raw {
  return isRecord(value) ? value : {};
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A finite number, or undefined. */
export function figure(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function texts(value: unknown): string[] {
  return list(value).filter((item) => typeof item === 'string');
}

/** The objects of a list; anything else in it is left out. */
export function records(value: unknown): Raw[] {
  return list(value).filter(isRecord);
}

/** String values by own key: `Object.fromEntries` defines `__proto__` like any other label. */
export function textMap(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** RFC 3339 or seconds since the epoch → ms since the epoch; 0 for "never", which Docker writes as the year 1. */
export function instant(value: unknown): number {
  const ms = typeof value === 'string' ? Date.parse(value) : (figure(value) ?? 0) * 1000;
  return Number.isFinite(ms) && ms > 0 ? Math.round(ms) : 0;
}
