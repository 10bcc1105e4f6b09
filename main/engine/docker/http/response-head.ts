import { notAnEngine } from './problems.ts';

/** What the head of an answer says of its body. */
export interface ResponseHead {
  readonly status: number;
  readonly chunked: boolean;
  /** Bytes; undefined where the body ends with its chunks or its connection. */
  readonly length: number | undefined;
}

const statusLine = /^HTTP\/1\.[01] (\d{3})(?: [\t -~\u0080-\u00ff]*)?$/;
const header = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t ]*([\t -~\u0080-\u00ff]*?)[\t ]*$/;

/**
 * Reads the head of an answer (RFC 9112), as bytes of Latin-1 without the empty line at its end. It is as strict as
 * Node's own parser: folded lines, lone CRs and LFs, spaces before a colon, and a body whose end two headers tell, are
 * refused. Throws the problem that this is no engine.
 */
export function parseHead(text: string): ResponseHead {
  const [first = '', ...lines] = text.split('\r\n');
  const refused = (): never => {
    throw notAnEngine(text.slice(0, 200));
  };
  const status = Number(statusLine.exec(first)?.[1] ?? refused());
  const values: Record<'content-length' | 'transfer-encoding', string[]> = {
    'content-length': [],
    'transfer-encoding': [],
  };
  for (const line of lines) {
    const [, name = '', value = ''] = header.exec(line) ?? refused();
    const key = name.toLowerCase();
    if (key === 'content-length' || key === 'transfer-encoding') values[key].push(value);
  }
  const { 'content-length': lengths, 'transfer-encoding': codings } = values;
  const length = lengths.map(lengthOf)[0];
  const several = lengths.length + Math.min(codings.length, 1) > 1;
  if (several || codings.includes('') || (lengths.length > 0 && length === undefined)) refused();
  // Nothing follows these, whatever they say.
  if (status === 204 || status === 304) return { status, chunked: false, length: 0 };
  // Several lines are one list; only its last coding tells where the body ends.
  const last = codings.join(',').split(',').at(-1)?.trim().toLowerCase();
  return { status, chunked: last === 'chunked', length };
}

function lengthOf(value: string): number | undefined {
  const length = /^\d+$/.test(value) ? Number(value) : undefined;
  return Number.isSafeInteger(length) ? length : undefined;
}
