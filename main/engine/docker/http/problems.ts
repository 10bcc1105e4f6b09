import type { PlainReason } from '../../../../app/reasons/reasons.ts';
import { type Cause, cause, type ProblemCode, ProblemError, problem } from '../../../../app/rpc/problem.ts';
import { isRecord, parseRecord, type Raw, record, text } from '../../../base/json.ts';

/** Longest detail: an engine's whole sentence fits, a page of HTML or a log does not flood a notice. */
const maxDetail = 2_000;

const statusCodes: Readonly<Record<number, StatusCode>> = {
  400: 'invalid-input',
  401: 'unauthorized',
  403: 'permission-denied',
  404: 'not-found',
  405: 'unsupported',
  406: 'unsupported',
  409: 'conflict',
  501: 'unsupported',
  502: 'engine-unreachable',
  503: 'engine-unreachable',
  504: 'engine-unreachable',
  507: 'no-space',
};

type StatusCode = Exclude<ProblemCode, 'in-use' | 'timeout' | 'cancelled'>;

const reasons: Readonly<Record<StatusCode, Cause>> = {
  'engine-unreachable': cause('engine-unreachable'),
  'permission-denied': cause('engine-denies'),
  'not-found': cause('object-gone', { noun: 'container' }),
  conflict: cause('object-state', { noun: 'container' }),
  'invalid-input': cause('engine-refuses-request'),
  unauthorized: cause('engine-asks-who'),
  'no-space': cause('engine-disk-full'),
  unsupported: cause('engine-cannot'),
  internal: cause('engine-failed'),
};

/** No engine sends its clients elsewhere; 304 is what it answers where all is as it was asked to be. */
export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

/** An answer with an error status → Problem; the engine's own words become the detail. */
export function fromStatus(status: number, body: string): ProblemError {
  if (isRedirect(status)) return notAnEngine(`HTTP ${status}`);
  const words = engineWords(body);
  const code = statusCodes[status] ?? fromWords(words);
  return new ProblemError({ code, ...reasons[code], ...detail(words || `HTTP ${status}`) });
}

/**
 * Only for statuses that say nothing (500): the first two causes have no status of their own on any engine, the
 * others are Podman's fixed words for what Docker answers 409 and 404 to, and Docker's own for a state that it has none for.
 */
function fromWords(words: string): StatusCode {
  if (/no space left on device/i.test(words)) return 'no-space';
  if (/port is already allocated|address already in use/i.test(words)) return 'conflict';
  if (/container state improper|is not paused/.test(words)) return 'conflict';
  // The second of a container that went while it was being removed.
  if (/image not known|(^|: )no such container$/.test(words)) return 'not-found';
  return 'internal';
}

/**
 * Docker: `{"message"}`; Podman: `{"cause","message","response"}`, and of a push what else stands in its stream; proxies:
 * plain text or HTML.
 */
function engineWords(body: string): string {
  const said = parseRecord(body);
  // Not JSON: its own text is what there is.
  return said ? text(said['message']).trim() || streamError(said) || text(said['cause']).trim() : body.trim();
}

/** The error in an item of a stream that began well, without the line end that Podman puts behind it; '' where there is none. */
export function streamError(item: Raw): string {
  return text(record(item['errorDetail'])['message']).trim() || text(item['error']).trim();
}

function detail(words: string): { detail?: string } {
  return words ? { detail: words.slice(0, maxDetail) } : {};
}

/** Something answered, but not as an engine does. */
export function notAnEngine(words: string): ProblemError {
  return problem('unsupported', 'not-an-engine', detail(words.trim()));
}

/** More than what was asked for can be. */
export function tooMuch(words: string): ProblemError {
  return problem('internal', 'answer-too-large', detail(words));
}

export function engineLost(words = ''): ProblemError {
  return problem('engine-unreachable', 'engine-lost', detail(words));
}

export function engineTimeout(seconds: number): ProblemError {
  return problem('timeout', 'engine-silent', { params: { seconds } });
}

export function cancelled(): ProblemError {
  return problem('cancelled', 'cancelled');
}

type SystemCause = readonly [ProblemCode, PlainReason];

const systemCauses: Readonly<Record<string, SystemCause>> = {
  ENOENT: ['engine-unreachable', 'no-socket'],
  ENOTSOCK: ['engine-unreachable', 'not-a-socket'],
  ECONNREFUSED: ['engine-unreachable', 'nothing-listens'],
  ENOTFOUND: ['engine-unreachable', 'no-such-machine'],
  EAI_AGAIN: ['engine-unreachable', 'machine-not-looked-up'],
  ETIMEDOUT: ['timeout', 'machine-silent'],
  EHOSTUNREACH: ['engine-unreachable', 'no-way-to-machine'],
  ENETUNREACH: ['engine-unreachable', 'no-way-to-network'],
  ECONNRESET: ['engine-unreachable', 'engine-lost'],
  EPIPE: ['engine-unreachable', 'engine-lost'],
};

/** An error of the connection itself (Node's errno, TLS and HTTP parser codes) → Problem. */
export function fromSystem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = isCoded(error) ? error.code : '';
  const words = error instanceof Error ? error.message : String(error);
  // The first bytes of an alert, or of any other record, of TLS.
  if (code.startsWith('HPE_') && isTlsRecord(error)) return problem('unsupported', 'tls-wanted', detail(words));
  // The parser's codes: what came is not HTTP, or its headers are absurd.
  if (code.startsWith('HPE_')) return notAnEngine(words);
  return problem(...(systemCauses[code] ?? familyOf(code)), detail(words));
}

function familyOf(code: string): SystemCause {
  if (code === 'EACCES' || code === 'EPERM') return ['permission-denied', 'socket-denied'];
  if (/^(ERR_SSL|ERR_TLS|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code)) {
    return ['unauthorized', 'certificates-distrusted'];
  }
  return ['engine-unreachable', 'engine-unreachable'];
}

function isTlsRecord(error: unknown): boolean {
  const bytes = isRecord(error) ? error['rawPacket'] : undefined;
  return Buffer.isBuffer(bytes) && bytes[0] === 0x15 && bytes[1] === 3;
}

function isCoded(error: unknown): error is { readonly code: string } {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}
