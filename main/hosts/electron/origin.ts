/** The page has its own scheme: as a plain file it would share an origin with every file, from a server others could ask. */
export const pageScheme = 'app';
export const pageHost = 'ui';
export const pageUrl = `${pageScheme}://${pageHost}/`;

/**
 * Whether a URL is the page's own. Protocol and host are compared by themselves: in Node `URL.origin` is the string
 * "null" for every custom scheme, so comparing origins would accept all of them.
 */
export function isPageUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${pageScheme}:` && host === pageHost && username === '' && password === '';
}
