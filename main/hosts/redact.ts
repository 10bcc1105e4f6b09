/** Stands where a secret was. */
const mask = '***';

/** Names of fields, headers and variables that hold secrets. */
const secretName = String.raw`[\w-]{0,60}(?:authorization|auth|password|passwd|secret|token|cookie|credential|api[_-]?key|private[_-]?key)s?`;

/** Each takes a time in proportion to the text: what repeats is bounded, or ends where the next attempt would begin. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // A key in PEM.
  [/-----BEGIN [A-Z ]+-----[^-]*(?:-----END [A-Z ]+-----)?/g, mask],
  // Headers, whose value may have two words: `Authorization: Basic Zm9v`, `X-Registry-Auth: …`, `Cookie: a=b; c=d`.
  [
    /\b((?:proxy-)?authorization|x-registry-(?:auth|config)|(?:set-)?cookie)(["']?\s{0,8}[:=]\s{0,8})[^\r\n,}\]]+/gi,
    `$1$2${mask}`,
  ],
  // Fields of JSON and of printed objects: `"password": "x"`, `password: 'x'`.
  [
    new RegExp(
      String.raw`(["']?\b${secretName}["']?\s{0,8}:\s{0,8})("(?:[^"\\\r\n]|\\.)*"?|'(?:[^'\\\r\n]|\\.)*'?)`,
      'gi',
    ),
    `$1${mask}`,
  ],
  // Variables and parts of an address: `TOKEN=x`, `?token=x`.
  [new RegExp(String.raw`(\b${secretName}=)[^\s&"']+`, 'gi'), `$1${mask}`],
  [/([?&]once=)[^\s&"']+/gi, `$1${mask}`],
  // `Bearer x` and `Basic x` wherever they stand.
  [/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, `$1 ${mask}`],
  // Who comes before the host of an address: `https://user:password@host`.
  [/(\b[a-z][a-z\d+.-]{0,30}:\/\/)[^\s/?#@"']{1,500}@/gi, `$1${mask}@`],
];

/**
 * Text without what looks like a secret, and without `known` ones.
 * @param known secrets to take out wherever they stand; those under 6 characters are words
 */
export function redacted(text: string, known: Iterable<string> = []): string {
  let result = text;
  for (const secret of known) if (secret.length >= 6) result = result.replaceAll(secret, mask);
  for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement);
  return result;
}

/** The values of an environment's variables that are secret by their names. */
export function secretsOf(env: NodeJS.ProcessEnv): string[] {
  const isSecret = new RegExp(`^${secretName}$`, 'i');
  return Object.entries(env).flatMap(([name, value]) => (value && isSecret.test(name) ? [value] : []));
}
