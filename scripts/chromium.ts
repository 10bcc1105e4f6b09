import { existsSync } from 'node:fs';

/** Chromium without what is around a page; Debian's own starter stays its parent and would be all that a signal ends. */
const shell = '/usr/lib/chromium/chromium-headless-shell';

/**
 * What pages are shown in by tests: the headless shell where it is installed, as Playwright's own is, since a page takes a
 * third less of it; else the whole of Chromium. `CHROMIUM` names another.
 */
export const chromiumPath = process.env['CHROMIUM'] ?? (existsSync(shell) ? shell : '/usr/bin/chromium');
