/** Letters that look like those of English and are not in it. */
const accented = new Map(
  [...'aeiouyAEIOUYcnszCNSZ'].map((letter, at) => [letter, [...'áéíóúýÁÉÍÓÚÝçñšžÇÑŠŽ'][at] ?? letter]),
);

/** Texts of other languages are longer by this share. */
const longer = 0.4;

/**
 * A language made of another one to find texts that are nowhere among the words, and places where longer ones do not fit:
 * each text is lengthened, accented and in brackets. What it names stays as it is.
 */
export function pseudo<W extends object>(words: W): W {
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, disguised(value)])) as W;
}

function disguised(value: unknown): unknown {
  if (typeof value === 'string') return disguise(value, []);
  if (typeof value === 'function') {
    return (...given: unknown[]) => disguise(String(value(...given)), given.flatMap(namesIn));
  }
  if (Array.isArray(value)) return value.map(disguised);
  return typeof value === 'object' && value !== null ? pseudo(value) : value;
}

/** The texts in what a text was made of. */
function namesIn(given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return typeof given === 'string' ? [given] : [];
  return Object.values(given).filter((value) => typeof value === 'string');
}

function disguise(text: string, names: readonly string[]): string {
  if (text === '') return '';
  // The longest first: one may be a part of another.
  const kept = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
  const parts = kept.length === 0 ? [text] : text.split(new RegExp(`(${kept.map(literal).join('|')})`));
  const dressed = parts.map((part, at) => (at % 2 === 0 ? [...part].map((c) => accented.get(c) ?? c).join('') : part));
  return `[${dressed.join('')}${'·'.repeat(Math.ceil(text.length * longer))}]`;
}

/** A text as a pattern that matches nothing else. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
