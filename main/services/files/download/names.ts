/** Characters and names that Windows keeps for itself; a colon there leads into a file's other streams. */
const windowsOdd = /[\u0000-\u001f<>:"\\|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The parts of a name out of an archive, if each of them can be a file's name in the folder before it: nothing leads up, or
 * to the root, or is another one's name. Undefined where that is not so.
 */
export function safeParts(name: string, platform: NodeJS.Platform): readonly string[] | undefined {
  const parts = name.split('/');
  const isGood = (part: string) =>
    !['', '.', '..'].includes(part) && !part.includes('\0') && (platform !== 'win32' || !windowsOdd.test(part));
  return parts.every(isGood) ? parts : undefined;
}

/** Whether a link in an archive leads to something in it, by its names. */
export function leadsInside(name: string, target: string): boolean {
  if (target.startsWith('/') || target.includes('\0') || target.includes('\\')) return false;
  let depth = name.split('/').length - 1;
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return false;
  }
  return true;
}
