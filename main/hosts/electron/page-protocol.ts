import { protocol, type Session } from 'electron';
import type { Page } from '../page.ts';
import { pageHost, pageScheme } from './origin.ts';

/** Must run before `ready`, once per process. `standard` and `secure` give the page an origin, storage and clipboard. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }]);
}

/** Serves `app://ui/…` on the session that the window uses. The page may still be loading: requests wait for it. */
export function handlePage(session: Session, page: Promise<Page>): void {
  session.protocol.handle(pageScheme, async (request) => pageResponse(await page, request));
}

/** Another host of our scheme does not exist; everything else is decided by `Page.respond`. */
export async function pageResponse(page: Page, { method, url }: { method: string; url: string }): Promise<Response> {
  const { host, pathname } = new URL(url);
  if (host !== pageHost) return new Response(null, { status: 404 });
  const { status, headers, body } = await page.respond({ method, path: pathname || '/' });
  return new Response(body ?? null, { status, headers });
}
