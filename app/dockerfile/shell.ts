import { isSpace } from './chars.ts';
import { readGlob, replaced, withoutPrefix, withoutSuffix } from './glob.ts';
import type { Escape } from './types.ts';
import { WordSink } from './word-sink.ts';

/** Stands in results for a value that only the builder knows, e.g. one that a base image sets. */
export const unknownValue = '\0';

/** The values that `$name` stands for. */
export interface Variables {
  /** Undefined where it is not set; `unknownValue` where that cannot be told. */
  get(name: string): string | undefined;
}

/** How a text is read. */
export interface WordRules {
  readonly escape: Escape;
  /** Quotes stay in the result. */
  readonly keepsQuotes?: boolean;
  /** Escapes stay in the result. */
  readonly keepsEscapes?: boolean;
  /** A variable that is not set stays as it is written; otherwise it is empty. */
  readonly keepsUnset?: boolean;
}

/** Characters that expanding may still make: variables in variables could make more than any memory holds. */
export interface Budget {
  left: number;
}

export interface ExpandedWord {
  readonly text: string;
  /** Where it begins in what was read. */
  readonly at: number;
}

/** A text with its variables filled in and its quotes and escapes gone, and the words it falls into; or why it cannot be. */
export type Expanded = { readonly text: string; readonly words: readonly ExpandedWord[] } | { readonly fault: string };

/** Variables in variables deeper than this are refused. */
const deepest = 100;

/** Reads a text as BuildKit's shell lexer does. Takes time in proportion to it and to what it makes. */
export function expand(source: string, variables: Variables, rules: WordRules, budget: Budget): Expanded {
  const sink = new WordSink();
  try {
    new Lexer(source, variables, rules, budget).read(sink);
  } catch (error) {
    if (error instanceof LexerFault) return { fault: error.message };
    throw error;
  }
  return { text: sink.text, words: sink.words() };
}

class LexerFault extends Error {}

class Lexer {
  readonly #source: string;
  readonly #variables: Variables;
  readonly #rules: WordRules;
  readonly #budget: Budget;
  #at = 0;
  #depth = 0;

  constructor(source: string, variables: Variables, rules: WordRules, budget: Budget) {
    this.#source = source;
    this.#variables = variables;
    this.#rules = rules;
    this.#budget = budget;
  }

  read(sink: WordSink): void {
    this.#until('', this.#rules.keepsEscapes === true, sink);
  }

  #until(stop: string, keepsEscapes: boolean, sink: WordSink): void {
    this.#depth += 1;
    if (this.#depth > deepest) throw new LexerFault('variables in variables too deep');
    for (; this.#at < this.#source.length; ) {
      const start = this.#at;
      const char = this.#source[start] ?? '';
      if (char === stop) {
        this.#at += 1;
        this.#depth -= 1;
        return;
      }
      if (char === "'") sink.addRaw(this.#spend(this.#singleQuoted()), start);
      else if (char === '"') sink.addRaw(this.#spend(this.#doubleQuoted(keepsEscapes)), start);
      else if (char === '$') sink.addLoose(this.#spend(this.#dollar(keepsEscapes)), start);
      else if (char === '<' && this.#source[start + 1] === '<') sink.addRaw(this.#spend(this.#heredocSign()), start);
      else if (char === this.#rules.escape) this.#escaped(keepsEscapes, sink);
      else sink.addLoose(this.#spend(this.#plain(stop)), start);
    }
    if (stop !== '') throw new LexerFault(`missing ${stop === '}' ? "'}'" : "'/' in ${}"}`);
    this.#depth -= 1;
  }

  /** What has no meaning of its own, up to what has. */
  #plain(stop: string): string {
    const start = this.#at;
    this.#at += 1;
    for (; this.#at < this.#source.length; this.#at += 1) {
      const char = this.#source[this.#at] ?? '';
      if (char === stop || char === '$' || char === "'" || char === '"' || char === this.#rules.escape) break;
      if (char === '<') break;
    }
    return this.#source.slice(start, this.#at);
  }

  /** `<<` with the spaces behind it, which belong to the word. */
  #heredocSign(): string {
    const start = this.#at;
    this.#at += 2;
    while (this.#at < this.#source.length && isSpace(this.#source.charCodeAt(this.#at))) this.#at += 1;
    return this.#source.slice(start, this.#at);
  }

  #escaped(keepsEscapes: boolean, sink: WordSink): void {
    const start = this.#at;
    if (keepsEscapes) sink.addRaw(this.#rules.escape, start);
    this.#at += 1;
    const code = this.#source.codePointAt(this.#at);
    if (code === undefined) return;
    const char = String.fromCodePoint(code);
    this.#at += char.length;
    sink.addRaw(this.#spend(char), start);
  }

  #singleQuoted(): string {
    const end = this.#source.indexOf("'", this.#at + 1);
    if (end < 0) throw new LexerFault('missing closing single quote');
    const inside = this.#source.slice(this.#at + 1, end);
    this.#at = end + 1;
    return this.#rules.keepsQuotes ? `'${inside}'` : inside;
  }

  #doubleQuoted(keepsEscapes: boolean): string {
    const { escape, keepsQuotes } = this.#rules;
    this.#at += 1;
    let result = keepsQuotes ? '"' : '';
    for (; this.#at < this.#source.length; ) {
      const char = this.#source[this.#at] ?? '';
      if (char === '"') {
        this.#at += 1;
        return keepsQuotes ? `${result}"` : result;
      }
      if (char === '$') {
        result += this.#dollar(keepsEscapes);
        continue;
      }
      this.#at += 1;
      if (char !== escape) {
        result += char;
        continue;
      }
      if (keepsEscapes) result += escape;
      const next = this.#source[this.#at] ?? '';
      // Only these can be escaped in quotes; any other escape stands for itself.
      const isEscaped = next === '"' || next === '$' || next === escape;
      if (isEscaped) this.#at += 1;
      if (next !== '') result += isEscaped ? next : escape;
    }
    throw new LexerFault('missing closing double quote');
  }

  #dollar(keepsEscapes: boolean): string {
    const start = this.#at;
    this.#at += 1;
    if (this.#source[this.#at] === '{') {
      this.#at += 1;
      return this.#braces(start, keepsEscapes);
    }
    const name = this.#name();
    if (name === '') return '$';
    const value = this.#variables.get(name);
    return value === undefined && this.#rules.keepsUnset ? `$${name}` : (value ?? '');
  }

  #braces(start: number, keepsEscapes: boolean): string {
    const first = this.#source[this.#at];
    if (first === undefined) throw new LexerFault("missing '}'");
    if (first === '{' || first === '}' || first === ':') throw new LexerFault('bad substitution');
    const name = this.#name();
    let modifier = this.#source[this.#at] ?? '';
    this.#at += 1;
    const value = this.#variables.get(name);
    if (modifier === '}') return value === undefined && this.#rules.keepsUnset ? `\${${name}}` : (value ?? '');
    if (modifier === '/') return this.#replacing(start, value);
    const emptyIsUnset = modifier === ':';
    if (emptyIsUnset) {
      modifier = this.#source[this.#at] ?? '';
      this.#at += 1;
    } else if (!'+-?#%'.includes(modifier) || modifier === '') {
      throw new LexerFault(`unsupported modifier (${modifier}) in substitution`);
    }
    const isPattern = modifier === '#' || modifier === '%';
    const word = this.#word('}', isPattern || keepsEscapes);
    if (value === undefined && this.#rules.keepsUnset) return this.#source.slice(start, this.#at);
    if (value === unknownValue) return unknownValue;
    const isSet = value !== undefined && !(emptyIsUnset && value === '');
    if (modifier === '-') return isSet ? value : word;
    if (modifier === '+') return isSet ? word : '';
    if (modifier === '?') {
      if (!isSet) throw new LexerFault(`${name}: ${word || 'is not set'}`);
      return value;
    }
    if (isPattern) return this.#trimmed(value ?? '', modifier, word);
    throw new LexerFault(`unsupported modifier (:${modifier}) in substitution`);
  }

  #trimmed(value: string, modifier: string, word: string): string {
    const longest = word.startsWith(modifier);
    if (value.includes(unknownValue) || word.includes(unknownValue)) return unknownValue;
    const glob = readGlob(longest ? word.slice(1) : word);
    if (!glob) throw new LexerFault('invalid pattern in substitution');
    this.#pay(value.length);
    return modifier === '#' ? withoutPrefix(value, glob, longest) : withoutSuffix(value, glob, longest);
  }

  #replacing(start: number, value: string | undefined): string {
    const all = this.#source[this.#at] === '/';
    if (all) this.#at += 1;
    const pattern = this.#word('/', true);
    const replacement = this.#word('}', true);
    if (value === undefined && this.#rules.keepsUnset) return this.#source.slice(start, this.#at);
    if ([value ?? '', pattern, replacement].some((part) => part.includes(unknownValue))) return unknownValue;
    const glob = readGlob(pattern);
    if (!glob) throw new LexerFault('invalid pattern in substitution');
    // Before it is made: it may be as long as both multiplied.
    this.#pay((value ?? '').length * (all ? 1 + replacement.length : 1));
    return replaced(value ?? '', glob, replacement, all);
  }

  #word(stop: string, keepsEscapes: boolean): string {
    const sink = new WordSink();
    this.#until(stop, keepsEscapes, sink);
    return sink.text;
  }

  /** The name behind `$`: letters, digits and underscores; digits alone; or one of the shell's own. */
  #name(): string {
    const pattern = /[0-9]+|[@*#?$!-]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
    pattern.lastIndex = this.#at;
    const [name = ''] = pattern.exec(this.#source) ?? [];
    this.#at += name.length;
    return name;
  }

  #spend(text: string): string {
    this.#pay(text.length);
    return text;
  }

  #pay(cost: number): void {
    this.#budget.left -= cost;
    if (this.#budget.left < 0) throw new LexerFault('too long');
  }
}
