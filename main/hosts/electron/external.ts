import { shell } from 'electron';
import { startDetached } from '../../processes/child.ts';
import { outsideEnvironment } from '../../processes/outside.ts';
import { log } from './log.ts';

/** Longer than any link we make; what comes after could only be there to hide something. */
const maxLength = 2048;

/**
 * The form in which a URL may be given to the system's browser, or undefined if it may not: `https:` anywhere, `http:`
 * only on this computer (a container's published port). Everything else could start a program.
 */
export function externalUrl(raw: string): string | undefined {
  if (raw.length > maxLength || hasControls(raw) || !URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  if (url.username !== '' || url.password !== '' || url.href.length > maxLength) return undefined;
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url.href;
  return undefined;
}

/** Opens a URL in the system's browser if it may be; says whether it did. */
export function openExternal(raw: string): boolean {
  const url = externalUrl(raw);
  if (url === undefined) {
    log('refused to open a URL outside', raw.slice(0, 200));
    return false;
  }
  // Electron would start the browser with the libraries of an AppImage; it does no more than this itself.
  if (process.env['APPIMAGE']) startDetached('xdg-open', [url], outsideEnvironment(process.env));
  else shell.openExternal(url).catch((error: unknown) => log('the system could not open a URL', error));
  return true;
}

/** White space counts: URL parsers drop some of it, so what a person reads would not be what is opened. */
function hasControls(raw: string): boolean {
  return /[\p{Cc}\s]/u.test(raw);
}

/** `hostname` comes from a parsed URL, so every spelling of an IPv4 address is in its dotted form already. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
