import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** What the page may load: its own files from its own origin, and no more. `connect-src 'self'` covers its WebSocket. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // The page's own first script, by its hash: what loads all the others again cannot be loaded itself.
  "script-src-elem 'self' 'sha256-2Y9S/zY+abr99eJUSyeeSiIgguHAuy4kw5wIRjr+KQI='",
  // xterm and Radix insert <style> elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface PageRequest {
  readonly method: string;
  /** The request target as it came: starts with `/`, may hold a query, still percent-encoded. */
  readonly path: string;
}

export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** An exact copy of the file; undefined for HEAD and for refusals. */
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

export interface Page {
  /** The URL paths that exist, decoded. */
  readonly paths: readonly string[];
  /** Never rejects: what cannot be served is a status. */
  respond(request: PageRequest): Promise<PageResponse>;
}

interface PageFile {
  readonly file: string;
  readonly type: string;
}

/**
 * Serves the built page for both hosts. The folder is walked once and requests are looked up in a table: no URL is ever
 * turned into a file name, so there is nothing to traverse. Rejects when the folder has no index.html.
 */
export async function loadPage(dir: string): Promise<Page> {
  const files = new Map<string, PageFile>();
  await collect(dir, '', files);
  const index = files.get('/index.html');
  if (!index) throw new Error(`There is no built page in ${dir}`);
  files.set('/', index);
  return { paths: [...files.keys()], respond: (request) => respond(files, request) };
}

/**
 * Adds every file below `dir`. By names and `stat`, not by directory entries: inside Electron's archive those lack their
 * parent, and a recursive listing takes folders for files.
 */
async function collect(dir: string, prefix: string, files: Map<string, PageFile>): Promise<void> {
  for (const name of await readdir(dir)) {
    const file = join(dir, name);
    const path = `${prefix}/${name}`;
    const type = contentTypes[extname(name)] ?? 'application/octet-stream';
    if ((await stat(file)).isDirectory()) await collect(file, path, files);
    else files.set(path, { file, type });
  }
}

async function respond(files: ReadonlyMap<string, PageFile>, { method, path }: PageRequest): Promise<PageResponse> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, { allow: 'GET, HEAD' });
  const name = decodedPath(path);
  if (name === undefined) return refusal(400);
  const found = files.get(name);
  if (!found) return refusal(404);
  try {
    const body = new Uint8Array(await readFile(found.file));
    const headers = {
      ...safetyHeaders,
      'content-type': found.type,
      'content-length': String(body.byteLength),
      'cache-control': cacheControl(name),
    };
    return { status: 200, headers, body: method === 'HEAD' ? undefined : body };
  } catch {
    // The build was replaced underneath: the file is no longer there.
    return refusal(404);
  }
}

/** What every answer of ours says, refusals too. */
export const safetyHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Vite puts a hash of the content into every name below /assets; everything else must be asked for again. */
function cacheControl(name: string): string {
  return name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
}

function refusal(status: number, more: Readonly<Record<string, string>> = {}): PageResponse {
  return {
    status,
    headers: { ...safetyHeaders, ...more, 'content-length': '0', 'cache-control': 'no-store' },
    body: undefined,
  };
}

/** The decoded path without its query; undefined if it is not a well-formed absolute path. */
function decodedPath(path: string): string | undefined {
  const end = path.search(/[?#]/);
  const raw = end < 0 ? path : path.slice(0, end);
  if (!raw.startsWith('/')) return undefined;
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}
