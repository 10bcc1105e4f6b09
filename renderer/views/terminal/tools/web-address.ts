/** Characters; what comes after could only be there to hide something. */
const longest = 2048;

/**
 * An address that may be opened in a browser, in the form in which it would be. Undefined for every other scheme, and for
 * what holds a name or a password: that is how one site passes for another.
 */
export function webAddress(text: string): URL | undefined {
  if (text.length > longest || /[\p{Cc}\s]/u.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, username, password, href } = url;
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && username === '' && password === '' && href.length <= longest ? url : undefined;
}
