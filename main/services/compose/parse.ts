import { Composer, type Document, Lexer, type LineCounter, Parser } from 'yaml';

/** As Compose reads YAML, whatever version a file claims to be. What is there twice is looked for in linear time elsewhere. */
const asCompose = { schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/** Collections in collections; people write a dozen. The library's time grows with the square of it, until V8 gives up. */
const deepest = 500;
/** Errors after which nothing is read: a broken text has one per line, and the library keeps them all in its hands. */
const mostErrors = 1000;

/** A text of a shape that is not read, and where that shows. */
export class TooDeep extends Error {
  /** From 0, in UTF-16 units. */
  readonly offset: number;

  constructor(offset: number) {
    super();
    this.offset = offset;
  }
}

/**
 * Parses a compose file's text, as far as it can be, in time that grows as it does.
 * @param lines is told where lines begin
 * @throws TooDeep
 */
export function parseDocuments(text: string, lines: LineCounter): readonly Document.Parsed[] {
  const composer = new Composer(asCompose);
  return [...composer.compose(tokensOf(text, lines))];
}

function* tokensOf(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  const depth = new Depth();
  lines.addNewLine(0);
  let offset = 0;
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (depth.after(lexeme) > deepest) throw new TooDeep(Math.min(offset, text.length));
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors += 1;
      yield token;
    }
    if (errors >= mostErrors) break;
    if (!marks.has(lexeme)) offset += lexeme.length;
  }
  yield* parser.end();
}

/** What the lexer says between the pieces of a text: a document, an error in a flow, a scalar. */
const marks = new Set(['\x02', '\x18', '\x1f']);

/** How deep a text is nested by its signs alone; indented lines are as many as they are deep, and need no bound. */
class Depth {
  #flow = 0;
  /** Lists and keys that the line begins. */
  #begun = 0;

  after(lexeme: string): number {
    if (lexeme === '[' || lexeme === '{') this.#flow += 1;
    else if (lexeme === ']' || lexeme === '}') this.#flow = Math.max(0, this.#flow - 1);
    else if (lexeme === '-' || lexeme === '?') this.#begun += 1;
    else if (lexeme === '\n' || lexeme === '\r\n') this.#begun = 0;
    return this.#flow + this.#begun;
  }
}
