import { type Cause, cause } from '../../../app/rpc/problem.ts';

/** A volume's short form, `[SOURCE:]TARGET[:OPTIONS]`, as Compose reads it. */
export interface VolumeText {
  /** The volume's name; absent for a path and where there is none. */
  readonly name?: string;
  /** What Compose refuses. It passes over options that it does not know. */
  readonly fault?: Cause;
}

/** Reads a volume's short form without variables. A letter before a colon is a drive of Windows. */
export function readVolume(text: string): VolumeText {
  if (text === '') return { fault: cause('volume-empty', { text }) };
  if (text.length <= 2) return {};
  const parts = partsOf(text);
  if (parts.includes('')) return { fault: cause('volume-colons-empty', { text }) };
  if (parts.length > 3) return { fault: cause('volume-colons-too-many', { text }) };
  const [source = '', target] = parts;
  return target === undefined || isPath(source) ? {} : { name: source };
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    if (/^\p{L}$/u.test(text.slice(start, at))) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return [...parts, text.slice(start)];
}

function isPath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
}
