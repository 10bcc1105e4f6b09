import type { ErrorObject } from 'ajv';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { ComposeFinding } from '../../../app/compose.ts';
import { schemaErrors } from './schema.ts';

/** More than these help nobody, and a hostile file may have one per line. */
const most = 200;

/** A compose file's text, parsed as far as it can be. */
export interface ReadText {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  /** What is wrong with the YAML itself. */
  readonly findings: readonly ComposeFinding[];
}

/** Parses a compose file's text; never throws. */
export function readText(text: string): ReadText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false, logLevel: 'silent' });
  const finding = (severity: ComposeFinding['severity']) => (one: { message: string; pos: [number, number] }) =>
    ({ ...at(lines, one.pos[0]), message: one.message, severity, source: 'YAML' }) as const;
  return {
    document,
    lines,
    findings: [...document.errors.map(finding('error')), ...document.warnings.map(finding('warning'))].slice(0, most),
  };
}

/** What the Compose schema has against it, each at its key. An unknown key may be newer than the schema: a warning. */
export function schemaFindings(read: ReadText): readonly ComposeFinding[] {
  const { document, lines } = read;
  if (document.contents === null) {
    return [{ line: 1, column: 1, message: 'The file is empty.', severity: 'error', source: 'Schema' }];
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ line: 1, column: 1, message, severity: 'error', source: 'YAML' }];
  }
  return grouped(schemaErrors(value))
    .filter(({ path }) => !isInterpolated(document, path))
    .slice(0, most)
    .map(({ path, message, unknown }) => ({
      ...at(lines, offsetOf(document, path)),
      message,
      severity: unknown ? 'warning' : 'error',
      source: 'Schema',
    }));
}

interface Complaint {
  readonly path: readonly string[];
  readonly message: string;
  /** The key itself is what the schema does not know. */
  readonly unknown: boolean;
}

/** One complaint per place: a value with alternatives gets an error from each of them. */
function grouped(errors: readonly ErrorObject[]): readonly Complaint[] {
  const byPlace = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    if (['oneOf', 'anyOf', 'if'].includes(error.keyword)) continue;
    const extra: unknown = error.keyword === 'additionalProperties' ? error.params['additionalProperty'] : undefined;
    const place =
      typeof extra === 'string' ? `${error.instancePath}/${extra.replaceAll('/', '~1')}` : error.instancePath;
    byPlace.set(place, [...(byPlace.get(place) ?? []), error]);
  }
  const places = [...byPlace.keys()];
  // What is wrong inside of one alternative makes the others complain about the whole.
  const isWhole = (place: string) => places.some((other) => other.startsWith(`${place}/`));
  return Array.from(byPlace)
    .filter(([place]) => !isWhole(place))
    .map(([place, found]) => complaint(place, found));
}

function complaint(place: string, errors: readonly ErrorObject[]): Complaint {
  const path = place
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = path.at(-1) ?? 'The file';
  const unknown = errors.every(({ keyword }) => keyword === 'additionalProperties');
  if (unknown) return { path, message: `“${name}” is not a known key here.`, unknown };
  const types = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ params }) => String(params['type'])));
  const message =
    types.size > 0
      ? `“${name}” must be ${[...types].join(' or ').replaceAll(',', ' or ')}.`
      : `“${name}” ${errors.find(({ message }) => message)?.message ?? 'is not valid'}.`;
  return { path, message, unknown };
}

/** Whether a value becomes something else before it counts: `${PORT}`. */
function isInterpolated(document: Document.Parsed, path: readonly string[]): boolean {
  const value = document.getIn(path.map(step));
  return typeof value === 'string' && value.includes('$');
}

const step = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);

/** Where a path's key stands, or its item, or as much of it as the text has. */
export function offsetOf(document: Document.Parsed, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const key = path[length - 1] ?? '';
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1).map(step), true);
    if (isMap(parent)) {
      const pair = parent.items.find(({ key: one }) => isScalar(one) && String(one.value) === key);
      if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node: unknown = document.getIn(path.slice(0, length).map(step), true);
    if (isScalar(node) && node.range) return node.range[0];
  }
  return 0;
}

/** An offset as a line and a column, both from 1. */
export function at(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** What Compose says about the text, at the place that its words name. */
export function composeFinding(words: string, { document, lines }: ReadText): ComposeFinding {
  const message = words.replace(/^validating [^:]+: /, '').trim();
  const shared = { message, severity: 'error', source: 'Compose' } as const;
  const [, line] = /\bline (\d+)\b/.exec(words) ?? [];
  if (line !== undefined) return { line: Number(line), column: 1, ...shared };
  const [, extra] = / '([^']+)' not allowed/.exec(message) ?? [];
  const [, path = ''] = /((?:services|networks|volumes|configs|secrets)\.[^\s:]+)/.exec(message) ?? [];
  const [, service] = /service "([^"]+)"/.exec(message) ?? [];
  const parts = path !== '' ? path.split('.') : service === undefined ? [] : ['services', service];
  return { ...at(lines, offsetOf(document, extra === undefined ? parts : [...parts, extra])), ...shared };
}
