import { dialog, shell } from 'electron';
import { startDetached } from '../../processes/child.ts';
import { outsideEnvironment } from '../../processes/outside.ts';
import { log } from './log.ts';

/** Longer than any link we make; what comes after could only be there to hide something. */
const maxLength = 2048;

/** What may become of an address that a page wants opened outside, in the form in which the system would get it. */
export type Verdict =
  | { readonly kind: 'open'; readonly href: string }
  /** Only if the person says so. */
  | { readonly kind: 'ask'; readonly href: string }
  | { readonly kind: 'refuse'; readonly reason: string };

/**
 * Judges an address: `https:` may be opened anywhere, `http:` on this computer (a container's published port) and, once
 * the person agrees, elsewhere (a port published in the local network). Everything else could start a program.
 */
export function judge(raw: string): Verdict {
  if (raw.length > maxLength || hasControls(raw) || !URL.canParse(raw)) return refused('It is not a proper address.');
  const { protocol, username, password, href, hostname } = new URL(raw);
  if (protocol !== 'https:' && protocol !== 'http:') return refused(`Gantry opens no addresses with ${protocol}`);
  if (username !== '' || password !== '') return refused('It holds a name or a password.');
  if (href.length > maxLength) return refused('It is too long.');
  return { kind: protocol === 'https:' || isLoopback(hostname) ? 'open' : 'ask', href };
}

let asking = false;

/** Opens an address in the system's browser, asks first, or says why not. Questions come one at a time; others are dropped. */
export async function openExternal(raw: string): Promise<void> {
  const verdict = judge(raw);
  if (verdict.kind === 'open') return open(verdict.href);
  if (asking) return;
  asking = true;
  try {
    if (verdict.kind === 'refuse') await explain(raw, verdict.reason);
    else if (await agrees(verdict.href)) await open(verdict.href);
  } catch (error) {
    log('a question could not be shown', error);
  } finally {
    asking = false;
  }
}

async function open(href: string): Promise<void> {
  try {
    // Electron would start the browser with the libraries of an AppImage; it does no more than this itself.
    if (process.env['APPIMAGE']) startDetached('xdg-open', [href], outsideEnvironment(process.env));
    else await shell.openExternal(href);
  } catch (error) {
    log('the system could not open a URL', error);
  }
}

async function agrees(href: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Gantry',
    message: `Open ${new URL(href).host} in the browser?`,
    detail: `${href}\n\nIt is another computer, and the connection is not encrypted.`,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

async function explain(raw: string, reason: string): Promise<void> {
  log('refused to open a URL outside', raw.slice(0, 200));
  await dialog.showMessageBox({
    type: 'info',
    title: 'Gantry',
    message: 'This address is not opened.',
    detail: `${JSON.stringify(raw.slice(0, 200))}\n\n${reason}`,
    buttons: ['Close'],
  });
}

function refused(reason: string): Verdict {
  return { kind: 'refuse', reason };
}

/** White space counts: URL parsers drop some of it, so what a person reads would not be what is opened. */
function hasControls(raw: string): boolean {
  return /[\p{Cc}\s]/u.test(raw);
}

/** `hostname` comes from a parsed URL, so every spelling of an IPv4 address is in its dotted form already. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
