import { type Cause, cause } from '../rpc/problem.ts';
import { bareMountOptions, type FlagRule, flagsOf, keywords, mountOptions, mountValues } from './flags.ts';
import type { Dockerfile, Flag, Instruction, ReadFault } from './types.ts';

/** What of a file's form and flags builders refuse, in the order of the text. */
export function findingsIn(file: Dockerfile): readonly ReadFault[] {
  const found = file.instructions.flatMap((instruction) => [
    ...flagFindings(instruction),
    ...(instruction.trigger ? flagFindings(instruction.trigger) : []),
  ]);
  return [...file.faults, ...found].sort((a, b) => a.from - b.from);
}

/** Of one instruction; who has more mends the first ones first. */
const mostFlags = 100;

function flagFindings({ keyword, flags }: Instruction): ReadFault[] {
  if (flags.length === 0 || !keywords.has(keyword)) return [];
  const rules = flagsOf(keyword);
  const seen = new Set<string>();
  return flags.slice(0, mostFlags).flatMap((flag) => {
    const causes = flagCauses(keyword, flag, rules, seen.has(flag.name));
    seen.add(flag.name);
    return causes.map((cause) => ({ from: flag.from, to: flag.to, cause }));
  });
}

function flagCauses(
  keyword: string,
  { name, value }: Flag,
  rules: ReadonlyMap<string, FlagRule>,
  isSecond: boolean,
): readonly Cause[] {
  const rule = rules.get(name);
  const flag = `--${name.slice(0, 50)}`;
  if (!rule) {
    const meant = nearestTo(name, [...rules.keys()]);
    const shown = meant === undefined ? '' : `--${meant}`;
    return [cause('flag-unknown', { instruction: keyword, flag, meant: shown })];
  }
  if (isSecond && !rule.repeats) return [cause('flag-twice', { flag })];
  if (rule.takes === 'yes or no') {
    return value === undefined || /^(true|false)$/i.test(value) ? [] : [cause('flag-not-boolean', { flag })];
  }
  if (value === undefined) return [cause('flag-without-value', { flag })];
  return keyword === 'RUN' && name === 'mount' ? mountCauses(value) : [];
}

function mountCauses(value: string): readonly Cause[] {
  if (value === '') return [cause('flag-without-value', { flag: '--mount' })];
  // Fields in quotes may hold commas.
  if (value.includes('"')) return [];
  return value.split(',').flatMap((field) => {
    const equals = field.indexOf('=');
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    if (key.includes('$')) return [];
    const option = key.slice(0, 50);
    if (!mountOptions.includes(key)) {
      return [cause('mount-option-unknown', { option, meant: nearestTo(key, mountOptions) ?? '' })];
    }
    if (equals < 0) return bareMountOptions.has(key) ? [] : [cause('mount-option-without-value', { option })];
    const allowed = mountValues.get(key);
    const given = field.slice(equals + 1).toLowerCase();
    if (!allowed || given.includes('$') || allowed.includes(given)) return [];
    return [cause('mount-option-not-one-of', { option, allowed: allowed.join(', ') })];
  });
}

/** The one of some names that differs in at most two letters, if any. */
function nearestTo(name: string, names: readonly string[]): string | undefined {
  if (name.length > 20) return undefined;
  const [best] = names
    .map((other) => ({ other, distance: distanceOf(name.toLowerCase(), other) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= 2 && best.distance < name.length ? best.other : undefined;
}

/** How many letters must be put in, left out or changed to make one word of another. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
