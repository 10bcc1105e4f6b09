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
export function heredocSigns(line: string): readonly HeredocSign[] {
  if (!line.includes('<<')) return [];
  const plain = plainSigns(line);
  if (plain) return plain;
  // Nothing in it gets longer than it is.
  const budget = { left: line.length * 8 + 1_000 };
  const candidates = wordsOf(line, budget).filter(({ text }) => text.includes('<<'));
  return candidates.slice(0, mostSigns).flatMap(({ text, at }) => signOf(text, at, budget) ?? []);
}

const plainSign = /<<(?:(-)|(?!-))(["']?)([\w.-]+)\2(?![^ \t])/y;

/** The same of a line in which nothing but names has quotes, as most are; undefined for any other. */
function plainSigns(line: string): HeredocSign[] | undefined {
  const signs: HeredocSign[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (isSpecial(code)) return undefined;
    if (code !== opening || line.charCodeAt(at + 1) !== opening) continue;
    plainSign.lastIndex = at;
    const [sign, strips = '', quote, name] = plainSign.exec(line) ?? [];
    const begin = beforeDigits(line, at);
    if (sign === undefined || name === undefined || signs.length === mostSigns) return undefined;
    if (begin > 0 && !isSpaceOrTab(line.charCodeAt(begin - 1))) return undefined;
    const end = at + sign.length;
    signs.push({ name, expands: quote === '', strips: strips !== '', at: begin, length: end - begin });
    at = end - 1;
  }
  return signs;
}

const opening = 0x3c;

/** Quotes, what a shell fills in or escapes, and what is not ASCII. */
function isSpecial(code: number): boolean {
  return code === 0x22 || code === 0x24 || code === 0x27 || code === 0x5c || code >= 0x80;
}

function isSpaceOrTab(code: number): boolean {
  return code === 0x20 || code === 9;
}

function beforeDigits(line: string, end: number): number {
  let at = end;
  while (at > 0 && line.charCodeAt(at - 1) >= 0x30 && line.charCodeAt(at - 1) <= 0x39) at -= 1;
  return at;
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
