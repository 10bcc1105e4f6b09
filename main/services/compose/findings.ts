import { type Document, LineCounter, parseDocument } from 'yaml';
import type { ComposeFinding } from '../../../app/compose.ts';
import { at, Places } from './places.ts';
import { complaints } from './schema-errors.ts';

/** More than these help nobody, and a hostile file may have one per line. */
const most = 200;
/** A message is a sentence, and names what may be as long as the file, in characters. */
const longestMessage = 500;

/** A compose file's text, parsed as far as it can be. */
export interface ReadText {
  readonly document: Document.Parsed | undefined;
  readonly places: Places | undefined;
  /** What is wrong with the YAML itself. */
  readonly findings: readonly ComposeFinding[];
}

/** Parses a compose file's text; never throws, but V8 may abort and it may take long: only for utility processes. */
export function readText(text: string): ReadText {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false, logLevel: 'silent' });
    const { errors, warnings } = document;
    const finding = (severity: ComposeFinding['severity']) => (one: { message: string; pos: [number, number] }) =>
      yamlFinding(one.message, severity, at(lines, one.pos[0]));
    const findings = [
      ...errors.slice(0, most).map(finding('error')),
      ...warnings.slice(0, Math.max(0, most - errors.length)).map(finding('warning')),
    ];
    return { document, places: new Places(document, lines), findings };
  } catch (error) {
    return { document: undefined, places: undefined, findings: [yamlFinding(wordsOf(error), 'error')] };
  }
}

/** What the Compose schema has against it, each at its key. An unknown key may be newer than the schema: a warning. */
export function schemaFindings({ document, places }: ReadText): readonly ComposeFinding[] {
  if (!document || !places) return [];
  if (document.contents === null) {
    return [{ ...start, message: 'The file is empty.', severity: 'error', source: 'Schema' }];
  }
  try {
    const found: ComposeFinding[] = [];
    for (const { path, message, unknown } of complaints(document.toJS({ maxAliasCount: 100 }))) {
      if (isInterpolated(places.scalarAt(path))) continue;
      const severity = unknown ? 'warning' : 'error';
      found.push({ ...places.of(path), message: cut(message), severity, source: 'Schema' });
      if (found.length === most) break;
    }
    return found;
  } catch (error) {
    return [yamlFinding(wordsOf(error), 'error')];
  }
}

const start = { line: 1, column: 1 };

function yamlFinding(words: string, severity: ComposeFinding['severity'], place = start): ComposeFinding {
  const message = words.startsWith('Maximum call stack') ? 'This file is nested too deeply to be read.' : cut(words);
  return { ...place, message, severity, source: 'YAML' };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const cut = (message: string): string =>
  message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;

/** Whether a value becomes something else before it counts: `${PORT}`. */
function isInterpolated(value: unknown): boolean {
  return typeof value === 'string' && value.includes('$');
}

/** Where in the text Compose's words say that something is wrong. */
export function placeOfWords(words: string, { places }: ReadText): { readonly line: number; readonly column: number } {
  const [, extra] = / '([^']+)' not allowed/.exec(words) ?? [];
  const [, path = ''] = /((?:services|networks|volumes|configs|secrets)\.[^\s:]+)/.exec(words) ?? [];
  const [, service] = /service "([^"]+)"/.exec(words) ?? [];
  const parts = path !== '' ? path.split('.') : service === undefined ? [] : ['services', service];
  return places?.of(extra === undefined ? parts : [...parts, extra]) ?? start;
}
