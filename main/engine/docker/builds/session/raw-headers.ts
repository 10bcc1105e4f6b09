/**
 * Every value of a header of a gRPC call, in order: Node joins those of one name. An engine writes UTF-8 as it is, which
 * Node reads as latin1, or encoded as in a URL's query, where `NAME-encoded` says so (BuildKit's filesync).
 * @param raw names and values in turn, as Node has them
 */
export function everyHeader(raw: readonly string[], name: string): readonly string[] {
  const values = rawValues(raw, name);
  if (!['1', 'true'].includes(rawValues(raw, `${name}-encoded`)[0] ?? '')) {
    return values.map((value) => Buffer.from(value, 'latin1').toString());
  }
  return values.map((value) => unescaped(value.replaceAll('+', ' ')));
}

function rawValues(raw: readonly string[], name: string): readonly string[] {
  return raw.filter((_, index) => index % 2 === 1 && raw[index - 1] === name);
}

/** What is not encoded is taken as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
