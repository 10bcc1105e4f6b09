import type { Session, WebContents } from 'electron';
import { openExternal } from './external.ts';
import { log } from './log.ts';
import { isPageUrl } from './origin.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type Permission = Parameters<RequestHandler>[1];

/** What the page may do: copy buttons. Pasting into a terminal is the paste event, which needs no permission. */
export const allowedPermissions: ReadonlySet<Permission> = new Set<Permission>(['clipboard-sanitized-write']);

/** Keeps any web contents on our page: no foreign document, no second window, no webview. Links go to the browser. */
export function guardContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // Chromium waits for this answer; the system's browser need not be started inside it.
    setImmediate(() => void openExternal(url));
    return { action: 'deny' };
  });
}

/** Without handlers a session grants everything. Denies all but `allowedPermissions` to our own page. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(allowedPermissions.has(permission) && isPageUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission, requestingOrigin) => {
    return contents !== null && allowedPermissions.has(permission) && isPageUrl(requestingOrigin);
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    log('refused a download', item.getFilename());
    event.preventDefault();
  });
}
