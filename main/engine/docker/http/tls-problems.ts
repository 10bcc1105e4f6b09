import { X509Certificate } from 'node:crypto';
import { type Cause, cause, type ProblemCode, ProblemError, problem } from '../../../../app/rpc/problem.ts';
import { isRecord, text } from '../../../base/json.ts';
import type { TlsFiles } from '../../endpoints/endpoints.ts';
import { fromSystem } from './problems.ts';

type Found = readonly [ProblemCode, Cause];

/** What an engine says of a certificate of ours that it does not take. Older ones say `bad certificate` to any. */
const refusals =
  /ALERT_(BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|ACCESS_DENIED|DECRYPT_ERROR)$/;
/** That nobody whom we were told of has signed the engine's certificate. */
const unknownAuthority =
  /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED)$/;

/**
 * An error of a connection over TLS → Problem, told apart by the codes of OpenSSL and of the alerts of TLS (RFC 8446, 6).
 * @param tls what the connection was made with
 */
export function fromSystemOverTls(error: unknown, tls: TlsFiles): ProblemError {
  if (error instanceof ProblemError) return error;
  const found = tlsProblem(error, tls);
  if (!found) return fromSystem(error);
  const detail = (error instanceof Error ? error.message : '').slice(0, 2_000);
  return new ProblemError({ code: found[0], ...found[1], ...(detail ? { detail } : {}) });
}

function tlsProblem(error: unknown, tls: TlsFiles): Found | undefined {
  const raw = isRecord(error) ? error : {};
  const code = text(raw['code']);
  const words = text(raw['message']);
  if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH') return ['invalid-input', cause('tls-key-unfit')];
  if (/^ERR_OSSL_|^ERR_CRYPTO/.test(code)) return ['invalid-input', cause('tls-file-damaged')];
  if (isPlain(code, words)) return ['unsupported', cause('no-tls-here')];
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return ['unauthorized', anotherName(raw)];
  if (unknownAuthority.test(code)) return ['unauthorized', cause('certificate-authority-unknown')];
  if (code === 'CERT_HAS_EXPIRED') return ['unauthorized', expired(tls.ca)];
  if (code === 'CERT_NOT_YET_VALID') return ['unauthorized', cause('certificate-not-yet-valid')];
  if (code.endsWith('ALERT_CERTIFICATE_EXPIRED'))
    return ['unauthorized', cause('certificate-expired', { whose: 'own' })];
  if (code.endsWith('ALERT_CERTIFICATE_REQUIRED') || (refusals.test(code) && !hasPair(tls))) {
    return ['unauthorized', cause('own-certificate-missing')];
  }
  if (refusals.test(code)) {
    return [
      'unauthorized',
      hasEnded(tls.cert) ? cause('certificate-expired', { whose: 'own' }) : cause('own-certificate-refused'),
    ];
  }
  // A server that refuses a client's certificate may just hang up: that has to be said with the break.
  if (code === 'ECONNRESET' || code === 'EPIPE') return ['engine-unreachable', cause('engine-lost-over-tls')];
  return undefined;
}

/** What answers is not TLS: most often HTTP. */
function isPlain(code: string, words: string): boolean {
  return (
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(code) ||
    /wrong version number|packet length too long/.test(words)
  );
}

function anotherName(raw: Readonly<Record<string, unknown>>): Cause {
  const { cert, host } = raw;
  const names = text((isRecord(cert) ? cert : {})['subjectaltname']).replace(/IP Address:|DNS:/g, '');
  return cause('certificate-of-another-name', { host: text(host), names: names.slice(0, 200) });
}

/** OpenSSL does not say which certificate of the chain it was; the authority's own is here to be looked at. */
function expired(ca: string | undefined): Cause {
  return cause('certificate-expired', { whose: hasEnded(ca) ? 'authority' : 'engine' });
}

function hasPair({ cert, key }: TlsFiles): boolean {
  return cert !== undefined && key !== undefined;
}

function hasEnded(pem: string | undefined): boolean {
  const first = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/.exec(pem ?? '');
  try {
    return first !== null && Date.parse(new X509Certificate(first[0]).validTo) < Date.now();
  } catch {
    return false;
  }
}

/** What an engine that wants TLS answers to a question without. */
export function wantsTls(status: number, body: string): boolean {
  return status === 400 && /HTTP request (to an HTTPS server|was sent to HTTPS port)/i.test(body);
}

/** See `wantsTls`. */
export function tlsWanted(words: string): ProblemError {
  return problem('unsupported', 'tls-wanted', { detail: words.trim().slice(0, 200) });
}
