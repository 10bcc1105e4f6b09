import { beforeSpaces } from './chars.ts';
import { type Budget, expand, type Variables, type WordRules } from './shell.ts';

/** `<<NAME` in an instruction. */
export interface HeredocSign {
  readonly name: string;
  readonly expands: boolean;
  readonly strips: boolean;
  /** Where it begins in the joined line, and how long it is. */
  readonly at: number;
  readonly length: number;
}

/** Here-documents of one instruction that are looked for. */
const mostSigns = 1_000;

const nothing: Variables = { get: () => undefined };
// Whatever a file's own escape is: the builder reads here-documents as a shell would.
const written: WordRules = { escape: '\\', keepsQuotes: true, keepsEscapes: true, keepsUnset: true };
const quoted: WordRules = { escape: '\\', keepsQuotes: true, keepsUnset: true };
const meant: WordRules = { escape: '\\', keepsUnset: true };

/** The here-documents that a joined line begins, in their order. A line whose quotes do not end begins none. */
export function heredocSigns(line: string): HeredocSign[] {
  if (!line.includes('<<')) return [];
  // Nothing in it gets longer than it is.
  const budget = { left: line.length * 8 + 1_000 };
  const found = expand(line, nothing, written, budget);
  if ('fault' in found) return [];
  const candidates = found.words.filter(({ text }) => text.includes('<<'));
  return candidates.slice(0, mostSigns).flatMap(({ text, at }) => signOf(text, at, budget) ?? []);
}

function signOf(word: string, at: number, budget: Budget): HeredocSign | undefined {
  const [, strips = '', rest = ''] = /^[0-9]*<<(-?)\s*([^<]*)$/.exec(word) ?? [];
  if (rest === '') return undefined;
  const name = onlyWord(rest, meant, budget);
  const raw = onlyWord(rest, quoted, budget);
  if (name === undefined || raw === undefined) return undefined;
  const expands = quotesIn(name) === quotesIn(raw);
  return { name, expands, strips: strips !== '', at, length: beforeSpaces(word, 0) };
}

function onlyWord(text: string, rules: WordRules, budget: Budget): string | undefined {
  const found = expand(text, nothing, rules, budget);
  return 'fault' in found || found.words.length !== 1 ? undefined : found.words[0]?.text;
}

function quotesIn(word: string): number {
  return word.split(/['"]/).length;
}
