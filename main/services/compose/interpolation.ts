/** Whether a text becomes another one before it counts: `${PORT}`. */
export function isInterpolated(text: string): boolean {
  return text.includes('$');
}

const name = /[a-z_][a-z0-9_]*/iy;
const operator = /:?[-+?]/y;

/**
 * The first part of a text that begins like a variable and is none, as Compose reads it: `${1}`, `${A.b}`, `${A`.
 * Undefined where there is none. `$$` stands for a dollar sign, and a `$` before anything else for itself.
 */
export function malformedVariable(text: string): string | undefined {
  for (let at = text.indexOf('$'); at !== -1; ) {
    if (text[at + 1] !== '{') {
      at = text.indexOf('$', at + (text[at + 1] === '$' ? 2 : 1));
      continue;
    }
    const end = endOf(text, at + 2);
    if (end === undefined) return text.slice(at, at + 40);
    at = text.indexOf('$', end);
  }
  return undefined;
}

/** Where the variable ends whose name begins here; what an operator brings may have braces in it. */
function endOf(text: string, start: number): number | undefined {
  const after = behind(name, text, start);
  if (after === undefined) return undefined;
  if (text[after] === '}') return after + 1;
  const from = behind(operator, text, after);
  if (from === undefined) return undefined;
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') open += 1;
    else if (text[at] === '}') open -= 1;
    if (open === 0) return at + 1;
  }
  return undefined;
}

function behind(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
