import { bareMountOptions, type FlagRule, flagsOf, keywords, mountOptions, mountValues } from './flags.ts';
import type { Dockerfile, Flag, Instruction, Range } from './types.ts';

/** What builders refuse. */
export interface Finding extends Range {
  readonly message: string;
}

/** What of a file's form and flags builders refuse, in the order of the text. */
export function findingsIn(file: Dockerfile): readonly Finding[] {
  const found = file.instructions.flatMap((instruction) => [
    ...flagFindings(instruction),
    ...(instruction.trigger ? flagFindings(instruction.trigger) : []),
  ]);
  return [...file.faults, ...found].sort((a, b) => a.from - b.from);
}

/** Of one instruction; who has more mends the first ones first. */
const mostFlags = 100;

function flagFindings({ keyword, flags }: Instruction): Finding[] {
  if (flags.length === 0 || !keywords.has(keyword)) return [];
  const rules = flagsOf(keyword);
  const seen = new Set<string>();
  return flags.slice(0, mostFlags).flatMap((flag) => {
    const messages = flagMessages(keyword, flag, rules, seen.has(flag.name));
    seen.add(flag.name);
    return messages.map((message) => ({ from: flag.from, to: flag.to, message }));
  });
}

function flagMessages(
  keyword: string,
  { name, value }: Flag,
  rules: ReadonlyMap<string, FlagRule>,
  isSecond: boolean,
): readonly string[] {
  const rule = rules.get(name);
  const shown = `--${name.slice(0, 50)}`;
  if (!rule) {
    const meant = nearestTo(name, [...rules.keys()]);
    const hint = meant === undefined ? '' : ` Did you mean --${meant}?`;
    return [`${keyword} has no flag ${shown}.${hint}`];
  }
  if (isSecond && !rule.repeats) return [`${shown} is given twice.`];
  if (rule.takes === 'yes or no') {
    return value === undefined || /^(true|false)$/i.test(value) ? [] : [`${shown} is true or false.`];
  }
  if (value === undefined) return [`${shown} needs a value.`];
  return keyword === 'RUN' && name === 'mount' ? mountMessages(value) : [];
}

function mountMessages(value: string): readonly string[] {
  if (value === '') return ['--mount needs a value.'];
  // Fields in quotes may hold commas.
  if (value.includes('"')) return [];
  return value.split(',').flatMap((field) => {
    const equals = field.indexOf('=');
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    if (key.includes('$')) return [];
    const shown = key.slice(0, 50);
    if (!mountOptions.includes(key)) {
      const meant = nearestTo(key, mountOptions);
      return [`--mount has no option “${shown}”.${meant === undefined ? '' : ` Did you mean ${meant}?`}`];
    }
    if (equals < 0) return bareMountOptions.has(key) ? [] : [`The option ${shown} of --mount needs a value.`];
    const allowed = mountValues.get(key);
    const given = field.slice(equals + 1).toLowerCase();
    if (!allowed || given.includes('$') || allowed.includes(given)) return [];
    return [`The option ${shown} of --mount is one of ${allowed.join(', ')}.`];
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
