import { type ProblemCode, ProblemError, problem } from '../../../app/problem.ts';
import { parseRecord, text } from '../../json.ts';

/** Longest detail: an engine's whole sentence fits, a page of HTML or a log does not flood a notice. */
const maxDetail = 2_000;

const statusCodes: Readonly<Record<number, ProblemCode>> = {
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

const sentences: Readonly<Record<ProblemCode, string>> = {
  'engine-unreachable': 'The engine cannot be reached.',
  'permission-denied': 'The engine does not allow this.',
  'not-found': 'The engine does not know this container any more.',
  conflict: 'The container is not in a state that allows this.',
  'in-use': 'This is in use.',
  'invalid-input': 'The engine did not accept the request.',
  unauthorized: 'The engine wants to know who you are.',
  'no-space': 'The disk of the engine is full.',
  unsupported: 'This engine cannot do that.',
  timeout: 'The engine did not answer in time.',
  cancelled: 'Cancelled.',
  internal: 'The engine failed to do this.',
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
  if (code === 'unsupported' || status < 400) return problem(code, sentences[code], detail(words || `HTTP ${status}`));
  if (code === 'no-space') return problem(code, sentences[code], { ...detail(words), nextStep: 'Free some space.' });
  return problem(code, sentences[code], detail(words || `HTTP ${status}`));
}

/**
 * Only for statuses that say nothing (500): the first two causes have no status of their own on any engine, the third is
 * Podman's fixed word for what Docker answers 409 to.
 */
function fromWords(words: string): ProblemCode {
  if (/no space left on device/i.test(words)) return 'no-space';
  if (/port is already allocated|address already in use/i.test(words)) return 'conflict';
  if (/container state improper/.test(words)) return 'conflict';
  return 'internal';
}

/** Docker: `{"message"}`; Podman: `{"cause","message","response"}`; proxies: plain text or HTML. */
function engineWords(body: string): string {
  const said = parseRecord(body);
  // Not JSON: its own text is what there is.
  return said ? text(said['message']) || text(said['cause']) : body.trim();
}

function detail(words: string): { detail?: string } {
  return words ? { detail: words.slice(0, maxDetail) } : {};
}

/** Something answered, but not as an engine does. */
export function notAnEngine(words: string): ProblemError {
  return problem('unsupported', 'Something answers at this address, but it is not a container engine.', {
    ...detail(words.trim()),
    nextStep: 'Check the address: it must be the API of Docker or Podman, with TLS if the engine wants that.',
  });
}

/** More than what was asked for can be. */
export function tooMuch(words: string): ProblemError {
  return problem('internal', 'The engine sent more than Gantry can take in.', detail(words));
}

export function engineLost(words = ''): ProblemError {
  return problem('engine-unreachable', 'The connection to the engine broke.', detail(words));
}

export function engineTimeout(seconds: number): ProblemError {
  return problem('timeout', `The engine did not answer within ${seconds} seconds.`, {
    nextStep: 'It may be busy or stuck: try again, or restart it.',
  });
}

export function cancelled(): ProblemError {
  return problem('cancelled', sentences.cancelled);
}

interface Cause {
  readonly code: ProblemCode;
  readonly message: string;
  readonly nextStep?: string;
}

const startIt = 'Start Docker or Podman; Gantry connects as soon as it answers.';

const systemCauses: Readonly<Record<string, Cause>> = {
  ENOENT: { code: 'engine-unreachable', message: 'There is no socket at this address.', nextStep: startIt },
  ENOTSOCK: { code: 'engine-unreachable', message: 'The file at this address is not a socket.' },
  ECONNREFUSED: { code: 'engine-unreachable', message: 'Nothing listens at this address.', nextStep: startIt },
  ENOTFOUND: { code: 'engine-unreachable', message: 'There is no machine of this name.' },
  EAI_AGAIN: { code: 'engine-unreachable', message: 'The name of the machine cannot be looked up just now.' },
  ETIMEDOUT: {
    code: 'timeout',
    message: 'The machine did not answer.',
    nextStep: 'Check the address and the network.',
  },
  EHOSTUNREACH: { code: 'engine-unreachable', message: 'There is no way to this machine.' },
  ENETUNREACH: { code: 'engine-unreachable', message: 'There is no way to this network.' },
  ECONNRESET: { code: 'engine-unreachable', message: 'The connection to the engine broke.' },
  EPIPE: { code: 'engine-unreachable', message: 'The connection to the engine broke.' },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    code: 'unauthorized',
    message: 'The certificate of the engine is for another name.',
    nextStep: 'Use the name that the certificate was made for.',
  },
  ERR_SSL_WRONG_VERSION_NUMBER: {
    code: 'unsupported',
    message: 'The engine does not speak TLS at this address.',
    nextStep: 'Check the port (2375 is plain, 2376 is TLS) and DOCKER_TLS_VERIFY.',
  },
};

const denied: Cause = {
  code: 'permission-denied',
  message: 'You may not use the socket of this engine.',
  nextStep: 'Add your user to the group that owns the socket (sudo usermod -aG docker "$USER"), then sign in again.',
};

const untrusted: Cause = {
  code: 'unauthorized',
  message: 'The engine and Gantry do not trust each other’s certificates.',
  nextStep: 'Check ca.pem, cert.pem and key.pem of this engine.',
};

/** An error of the connection itself (Node's errno, TLS and HTTP parser codes) → Problem. */
export function fromSystem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = isCoded(error) ? error.code : '';
  const words = error instanceof Error ? error.message : String(error);
  // The parser's codes: what came is not HTTP, or its headers are absurd.
  if (code.startsWith('HPE_')) return notAnEngine(words);
  const cause = systemCauses[code] ?? familyOf(code);
  const { nextStep } = cause;
  return problem(cause.code, cause.message, { ...detail(words), ...(nextStep ? { nextStep } : {}) });
}

/** A server that refuses a client's certificate may just hang up: over TLS that has to be said with the break. */
export function fromSystemOverTls(error: unknown): ProblemError {
  const { problem: found } = fromSystem(error);
  if (!isCoded(error) || error.code !== 'ECONNRESET') return new ProblemError(found);
  return new ProblemError({ ...found, nextStep: 'It may have refused your certificate: check cert.pem and key.pem.' });
}

function familyOf(code: string): Cause {
  if (code === 'EACCES' || code === 'EPERM') return denied;
  if (/^(ERR_SSL|ERR_TLS|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code)) return untrusted;
  return { code: 'engine-unreachable', message: sentences['engine-unreachable'] };
}

function isCoded(error: unknown): error is { readonly code: string } {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}
