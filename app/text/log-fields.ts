import { stripAnsi } from './ansi.ts';

/** A value of a structured log line. Numbers keep the digits that they were written with. */
export type FieldValue =
  | { readonly kind: 'string' | 'number' | 'literal'; readonly text: string }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'array'; readonly items: readonly FieldValue[] };

export interface Field {
  readonly key: string;
  readonly value: FieldValue;
}

/** Longest text that is looked through, in UTF-16 units; a row shows less. */
const longest = 1024 * 1024;
/** Nesting, and values in all: a line is read by people. */
const deepest = 20;
const mostValues = 1000;
/** What may stand before the object, e.g. `app-1  | ` or a time. */
const longestPrefix = 100;

/**
 * The fields of a line that is a JSON object (perhaps behind a short prefix) or logfmt (two pairs at least), in their
 * order, doubles kept; undefined for any other line. Never throws.
 */
export function parseFields(line: string): readonly Field[] | undefined {
  if (line.length > longest) return undefined;
  const text = stripAnsi(line).trim();
  const brace = text.indexOf('{');
  if (brace >= 0 && brace <= longestPrefix && text.endsWith('}')) {
    const fields = new JsonReader(text, brace).object();
    if (fields && fields.length > 0) return fields;
  }
  return logfmt(text);
}

/** What a path such as `http.status` or `tags.0` leads to, as text; undefined where it leads nowhere. */
export function fieldAt(fields: readonly Field[], path: string): string | undefined {
  // A key may hold dots itself.
  const whole = fields.find(({ key }) => key === path);
  if (whole) return valueText(whole.value);
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const value = fields.find(({ key }) => key === path.slice(0, dot))?.value;
    if (!value || !('fields' in value || 'items' in value)) continue;
    const inner = 'fields' in value ? value.fields : value.items.map((item, n) => ({ key: String(n), value: item }));
    const found = fieldAt(inner, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A value as it is written down: text as it is, all else as JSON. */
export function valueText(value: FieldValue): string {
  return value.kind === 'string' ? value.text : json(value);
}

function json(value: FieldValue): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.text);
    case 'object':
      return `{${value.fields.map(({ key, value }) => `${JSON.stringify(key)}:${json(value)}`).join(',')}}`;
    case 'array':
      return `[${value.items.map(json).join(',')}]`;
    default:
      return value.text;
  }
}

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;
const string = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const space = /[\s]*/y;

/** Reads JSON (RFC 8259) for people: `JSON.parse` would round numbers and drop doubles. */
class JsonReader {
  readonly #text: string;
  #at: number;
  #values = 0;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** The object that is all the rest of the text; undefined if it is none, or too large. */
  object(): readonly Field[] | undefined {
    const value = this.#value(0);
    this.#match(space);
    return value?.kind === 'object' && this.#at === this.#text.length ? value.fields : undefined;
  }

  #value(depth: number): FieldValue | undefined {
    this.#values += 1;
    if (depth > deepest || this.#values > mostValues) return undefined;
    this.#match(space);
    if (this.#take('{')) return this.#fields(depth);
    if (this.#take('[')) return this.#items(depth);
    const quoted = this.#string();
    if (quoted !== undefined) return { kind: 'string', text: quoted };
    const digits = this.#match(number);
    if (digits !== undefined) return { kind: 'number', text: digits };
    const word = this.#match(literal);
    return word === undefined ? undefined : { kind: 'literal', text: word };
  }

  #fields(depth: number): FieldValue | undefined {
    const fields: Field[] = [];
    if (this.#take('}')) return { kind: 'object', fields };
    do {
      this.#match(space);
      const key = this.#string();
      if (key === undefined || !this.#take(':')) return undefined;
      const value = this.#value(depth + 1);
      if (!value) return undefined;
      fields.push({ key, value });
    } while (this.#take(','));
    return this.#take('}') ? { kind: 'object', fields } : undefined;
  }

  #items(depth: number): FieldValue | undefined {
    const items: FieldValue[] = [];
    if (this.#take(']')) return { kind: 'array', items };
    do {
      const value = this.#value(depth + 1);
      if (!value) return undefined;
      items.push(value);
    } while (this.#take(','));
    return this.#take(']') ? { kind: 'array', items } : undefined;
  }

  #string(): string | undefined {
    const quoted = this.#match(string);
    if (quoted === undefined) return undefined;
    try {
      return String(JSON.parse(quoted));
    } catch {
      return undefined;
    }
  }

  #take(char: string): boolean {
    this.#match(space);
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

/** Where the pairs may begin: behind a message, `(a=` and `/?a=` are no keys. */
const firstKey = /(?:^|\s)[\p{L}\p{N}_.@/:[\]-]+=/u;
/** A key, alone (then it is a flag) or with its value. Keys are all that is no space, `=` or `"`. */
const pair = /([^\s="]+)(?:=(?:"([^"\\]*(?:\\.[^"\\]*)*)"(?=\s|$)|((?!")\S*))|(?=\s|$))/y;

/** `key=value` pairs and flags from the first pair on to the end, with nothing but space between them. */
function logfmt(text: string): readonly Field[] | undefined {
  const fields: Field[] = [];
  const start = firstKey.exec(text);
  if (!start || start.index > longestPrefix) return undefined;
  let at = start.index;
  let pairs = 0;
  while (at < text.length && fields.length < mostValues) {
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    pair.lastIndex = at;
    const match = pair.exec(text);
    if (!match) break;
    const [whole, key = '', quoted, bare] = match;
    fields.push({ key, value: logfmtValue(quoted, bare) });
    if (quoted !== undefined || bare !== undefined) pairs += 1;
    at += whole.length;
  }
  return pairs >= 2 ? fields : undefined;
}

function logfmtValue(quoted: string | undefined, bare: string | undefined): FieldValue {
  if (quoted !== undefined) return { kind: 'string', text: quoted.replace(escaped, unescape) };
  if (bare === undefined) return { kind: 'literal', text: 'true' };
  return { kind: /^-?\d+(\.\d+)?$/.test(bare) ? 'number' : 'string', text: bare };
}

/** JSON's escapes and Go's; two halves of a character are one. */
const escaped =
  /\\(?:u([Dd][89ABab]\p{AHex}{2})\\u([Dd][C-Fc-f]\p{AHex}{2})|u(\p{AHex}{4})|U(\p{AHex}{8})|x([0-7]\p{AHex})|([^uUx]))/gu;
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '\\': '\\',
  '/': '/',
  "'": "'",
};

/** What an escape stands for. What is no character to read, e.g. `\x1b`, stays as it is written. */
function unescape(written: string, ...[high, low, short, long, byte, char]: (string | undefined)[]): string {
  if (char !== undefined) return escapes[char] ?? written;
  if (high !== undefined && low !== undefined) return String.fromCharCode(Number(`0x${high}`), Number(`0x${low}`));
  const code = Number(`0x${short ?? long ?? byte ?? ''}`);
  return code <= 0x10ffff && !unreadable.test(String.fromCodePoint(code)) ? String.fromCodePoint(code) : written;
}

const unreadable = /[\p{Cc}\p{Cs}]/u;
