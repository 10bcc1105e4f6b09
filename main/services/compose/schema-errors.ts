import { Ajv, type ErrorObject } from 'ajv';
import { root } from './schema.ts';

/** Something that the schema has against one place of a document. */
export interface Complaint {
  readonly path: readonly string[];
  readonly message: string;
  /** The key itself is what the schema does not know. */
  readonly unknown: boolean;
}

let compiled: ReturnType<Ajv['compile']> | undefined;

/**
 * What the Compose schema has against a document; compiled when first wanted. One complaint per place: a value with
 * alternatives gets an error from each of them.
 */
export function* complaints(document: unknown): Generator<Complaint> {
  compiled ??= new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(root);
  void compiled(document);
  const byPlace = errorsByPlace(compiled.errors ?? []);
  const wholes = wholesOf(byPlace.keys());
  for (const [place, errors] of byPlace) if (!wholes.has(place)) yield complaint(place, errors);
}

function errorsByPlace(errors: readonly ErrorObject[]): ReadonlyMap<string, readonly ErrorObject[]> {
  const byPlace = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    if (['oneOf', 'anyOf', 'if'].includes(error.keyword)) continue;
    const extra: unknown = error.keyword === 'additionalProperties' ? error.params['additionalProperty'] : undefined;
    const place =
      typeof extra === 'string' ? `${error.instancePath}/${extra.replaceAll('/', '~1')}` : error.instancePath;
    const found = byPlace.get(place);
    if (found) found.push(error);
    else byPlace.set(place, [error]);
  }
  return byPlace;
}

/** The places that others are in: what is wrong inside of one alternative makes the others complain about the whole. */
function wholesOf(places: Iterable<string>): ReadonlySet<string> {
  const wholes = new Set<string>();
  for (const place of places) {
    for (let end = place.lastIndexOf('/'); end >= 0; end = end === 0 ? -1 : place.lastIndexOf('/', end - 1)) {
      const whole = place.slice(0, end);
      // Whatever is around that one is known too.
      if (wholes.has(whole)) break;
      wholes.add(whole);
    }
  }
  return wholes;
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
