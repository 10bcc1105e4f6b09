/** Readers of single fields of a JSON file that other programs write; what is of another type counts as absent. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The text, or an empty one. */
export function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The texts of an object by key; anything else in it is left out. */
export function words(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
