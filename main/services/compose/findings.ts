import { type Document, LineCounter } from 'yaml';
import type { ComposeFinding } from '../../../app/compose.ts';
import { type Cause, cause } from '../../../app/rpc/problem.ts';
import { mostFindings, SchemaCheck } from './check.ts';
import { MergesTooMuch } from './merge.ts';
import { parseDocuments, TooDeep } from './parse.ts';
import { at, Places } from './places.ts';
import { ProjectCheck } from './project-check.ts';
import { type Fault, Structure } from './structure.ts';

/** A message names what may be as long as the file, in characters. */
const longestText = 500;

/** A compose file's text, parsed as far as it can be. */
export interface ReadText {
  readonly documents: readonly Document.Parsed[];
  readonly lines: LineCounter;
  /** What is wrong with the YAML itself. */
  readonly findings: readonly ComposeFinding[];
}

/** Parses a compose file's text; never throws, but V8 may abort: only for utility processes. */
export function readText(text: string): ReadText {
  const lines = new LineCounter();
  try {
    const documents = parseDocuments(text, lines);
    const broken = documents.flatMap(({ errors }) => errors.map((one) => faultOf(one, 'error')));
    // Compose passes over tags that it does not know.
    const odd = documents.flatMap(({ warnings }) => warnings.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED'));
    const warnings = odd.map((one) => faultOf(one, 'warning'));
    if (broken.length > 0) return { documents: [], lines, findings: told([...broken, ...warnings], 'YAML', lines) };
    return { documents, lines, findings: told(warnings, 'YAML', lines) };
  } catch (error) {
    const place = error instanceof TooDeep ? at(lines, error.offset) : start;
    return { documents: [], lines, findings: [{ ...failed(error, 'error'), ...place }] };
  }
}

/**
 * What Compose would have against it, by its schema and its rules for YAML, each at its key. An unknown key may be newer
 * than the schema: a warning.
 */
export function schemaFindings({ documents, lines }: ReadText): readonly ComposeFinding[] {
  if (documents.every(({ contents }) => contents === null) && documents.length < 2) {
    return [{ ...start, message: cause('file-empty'), severity: 'error', source: 'Schema' }];
  }
  try {
    const checked = documents.map(({ contents }, index) => {
      const structure = new Structure(contents);
      return { structure: structure.faults, schema: new SchemaCheck(structure, index === 0).run(contents) };
    });
    const odd = checked.flatMap(({ structure }) => structure);
    const faults = checked.flatMap(({ schema }) => schema);
    return [...told(odd, 'YAML', lines), ...told(faults, 'Schema', lines)].slice(0, mostFindings);
  } catch (error) {
    return [failed(error, 'warning')];
  }
}

/**
 * What Compose would have against the project that the file is: services, networks and the like that are not there, cycles,
 * ports and volumes that cannot be read.
 */
export function projectFindings({ documents, lines }: ReadText): readonly ComposeFinding[] {
  try {
    const check = new ProjectCheck(documents.map(({ contents }) => ({ contents, structure: new Structure(contents) })));
    return told(check.run(), 'Project', lines);
  } catch {
    // The schema's check says what keeps it from being read.
    return [];
  }
}

const start = { line: 1, column: 1 };

function faultOf({ message, pos }: { message: string; pos: [number, number] }, severity: Fault['severity']): Fault {
  return { offset: pos[0], message, severity };
}

function told(faults: readonly Fault[], source: ComposeFinding['source'], lines: LineCounter): ComposeFinding[] {
  return faults.slice(0, mostFindings).map(({ offset, message, severity }) => {
    return { ...at(lines, offset), message: bounded(message), severity, source };
  });
}

function failed(error: unknown, severity: ComposeFinding['severity']): ComposeFinding {
  return { ...start, message: bounded(whyFailed(error)), severity, source: 'YAML' };
}

function whyFailed(error: unknown): string | Cause {
  if (error instanceof MergesTooMuch) return cause('file-merges-too-much');
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof TooDeep || text.startsWith('Maximum call stack') ? cause('file-too-deep') : text;
}

function bounded(message: string | Cause): string | Cause {
  if (typeof message === 'string') return cut(message);
  const params = Object.entries(message.params).map(([name, value]) => [
    name,
    typeof value === 'string' ? cut(value) : value,
  ]);
  return { ...message, params: Object.fromEntries(params) };
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** Where in the text Compose's words say that something is wrong. */
export function placeOfWords(
  words: string,
  { documents, lines }: ReadText,
): { readonly line: number; readonly column: number } {
  const [, extra] = / '([^']+)' not allowed/.exec(words) ?? [];
  const [, path = ''] = /((?:services|networks|volumes|configs|secrets)\.[^\s:]+)/.exec(words) ?? [];
  const [, service] = /service "([^"]+)"/.exec(words) ?? [];
  const parts = path !== '' ? path.split('.') : service === undefined ? [] : ['services', service];
  const [first] = documents;
  return first ? new Places(first, lines).of(extra === undefined ? parts : [...parts, extra]) : start;
}
