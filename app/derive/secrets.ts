/** Words of a variable's name that say that its value is nobody's business: some at the end of a longer one too. */
const secretName =
  /(?:password|passwd|passphrase|secret|token|credentials?|(?:private|api|access|encryption|signing)_?key)(?:_|$)|(?:^|_)(?:pass|auth|salt|dsn)(?:_|$)|_pwd(?:_|$)/i;
/** A name and a password before the host of an address. */
const secretAddress = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#@]{0,400}:[^/?#@]{1,400}@/i;
/** Characters of a value that are looked at. */
const most = 1000;

/**
 * Whether a variable seems to hold a secret, by its name, or as its value is an address with a password. What names a file that
 * holds one (`…_FILE`) is none.
 */
export function isSecret(name: string, value: string): boolean {
  if (value === '' || /_FILE$/i.test(name)) return false;
  return secretName.test(name.slice(0, most)) || secretAddress.test(value.slice(0, most));
}
