/**
 * The expression that moby's patternmatcher makes of a pattern with wildcards, character by character, also inside of
 * classes: `[a*]` becomes `[a[^/]*]`, which is a class of four characters, any number of them, and a `]`.
 */
export function expressionOf(pattern: string): string {
  const chars = [...pattern];
  let text = '';
  for (let at = 0; at < chars.length; at += 1) {
    const character = chars[at] ?? '';
    if (character === '*' && chars[at + 1] === '*') {
      at += chars[at + 2] === '/' ? 2 : 1;
      text += at >= chars.length - 1 ? rest : folders;
    } else if (character === '*') text += '[^/]*';
    else if (character === '?') text += '[^/]';
    else if (special.has(character)) text += `\\${character}`;
    else if (character === '\\') {
      at += 1;
      text += `\\${chars[at] ?? ''}`;
    } else text += character;
  }
  return text;
}

/** What `**` before a name becomes. */
export const folders = '(.*/)?';
/** What `**` at the end becomes. */
export const rest = '.*';

const special = new Set('.+()|{}$');
