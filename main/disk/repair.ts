import * as z from 'zod/mini';

/** A file that needs more rounds than this is none of ours: each takes out every fault that the schema tells of. */
const mostRounds = 50;

type Path = readonly PropertyKey[];
/** Entries that leave their list at the end of a round, so that nothing moves that is still to be looked at. */
type Leaving = Map<unknown[], Set<unknown>>;

/**
 * A value made to fit its schema by leaving out what does not fit, and nothing else: an odd field is the fallback's, an
 * odd entry of a list or a map is gone, an object that lacks what it needs goes whole.
 * @param value of JSON; it is not changed
 * @returns the value, and whether anything had to be left out; the fallback where nothing fits
 */
export function repaired<T, F = T>(
  schema: z.core.$ZodType<T>,
  value: unknown,
  fallback: F,
): { readonly value: T | F; readonly odd: boolean } {
  const draft: unknown = structuredClone(value);
  for (let round = 0; round < mostRounds; round++) {
    const parsed = z.safeParse(schema, draft);
    if (parsed.success) return { value: parsed.data, odd: round > 0 };
    const leaving: Leaving = new Map();
    const mended = parsed.error.issues.map((issue) => mend(draft, issue, fallback, leaving));
    for (const [list, gone] of leaving) list.splice(0, list.length, ...list.filter((_, index) => !gone.has(index)));
    if (!mended.includes(true)) break;
  }
  return { value: fallback, odd: true };
}

/** Takes out what one issue is about; false where there is no way to. */
function mend(draft: unknown, issue: z.core.$ZodIssue, fallback: unknown, leaving: Leaving): boolean {
  const odd = at(draft, issue.path);
  if (issue.code === 'unrecognized_keys' && isObject(odd)) {
    for (const key of issue.keys) Reflect.deleteProperty(odd, key);
    return true;
  }
  if (issue.code === 'too_big' && Array.isArray(odd)) {
    odd.length = Number(issue.maximum);
    return true;
  }
  return leaveOut(draft, issue.path, fallback, leaving);
}

/** Takes away what lies at the end of a path. Where nothing lies there, that is what its owner lacks: the owner goes. */
function leaveOut(draft: unknown, path: Path, fallback: unknown, leaving: Leaving): boolean {
  const key = path.at(-1);
  const owner = at(draft, path.slice(0, -1));
  if (key === undefined || !isObject(owner)) return false;
  if (Array.isArray(owner)) {
    leaving.set(owner, (leaving.get(owner) ?? new Set()).add(key));
    return true;
  }
  const spare = at(fallback, path);
  if (spare !== undefined) return Reflect.set(owner, key, structuredClone(spare));
  if (Object.hasOwn(owner, key)) return Reflect.deleteProperty(owner, key);
  return leaveOut(draft, path.slice(0, -1), fallback, leaving);
}

function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const key of path) here = isObject(here) && Object.hasOwn(here, key) ? Reflect.get(here, key) : undefined;
  return here;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
