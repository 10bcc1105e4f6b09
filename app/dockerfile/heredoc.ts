import { beforeSpaces } from './chars.ts';
import { type Budget, type ExpandedWord, expand, type Variables, type WordRules } from './shell.ts';

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
  const candidates = wordsOf(line, budget).filter(({ text }) => text.includes('<<'));
  return candidates.slice(0, mostSigns).flatMap(({ text, at }) => signOf(text, at, budget) ?? []);
}

/** The words of a line; most lines hold nothing that a shell has to look at twice. */
function wordsOf(line: string, budget: Budget): readonly ExpandedWord[] {
  if (/^[^\\$'"\u0080-\uffff]*$/.test(line)) {
    return [...line.matchAll(/(?:<<\s*|\S)+/g)].map(({ 0: text, index }) => ({ text, at: index }));
  }
  const found = expand(line, nothing, written, budget);
  return 'fault' in found ? [] : found.words;
}

function signOf(word: string, at: number, budget: Budget): HeredocSign | undefined {
  const [, strips = '', rest = ''] = /^[0-9]*<<(-?)\s*([^<]*)$/.exec(word) ?? [];
  if (rest === '') return undefined;
  const length = beforeSpaces(word, 0);
  const [, quote, plain] = /^(["']?)([\w.-]+)\1$/.exec(rest) ?? [];
  if (plain !== undefined) return { name: plain, expands: quote === '', strips: strips !== '', at, length };
  const name = onlyWord(rest, meant, budget);
  const raw = onlyWord(rest, quoted, budget);
  if (name === undefined || raw === undefined) return undefined;
  return { name, expands: quotesIn(name) === quotesIn(raw), strips: strips !== '', at, length };
}

function onlyWord(text: string, rules: WordRules, budget: Budget): string | undefined {
  const found = expand(text, nothing, rules, budget);
  return 'fault' in found || found.words.length !== 1 ? undefined : found.words[0]?.text;
}

function quotesIn(word: string): number {
  return word.split(/['"]/).length;
}
