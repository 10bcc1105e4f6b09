import { posix } from 'node:path';
import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import { bytesOfText } from '../../../base/byte-text.ts';
import { figure, parseRecord, text } from '../../../base/json.ts';
import type { ArchivePart, EngineFiles, FileKind, FoundFile } from '../../ports/files.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp, Limits } from '../http/http.ts';
import { cancelled, fromStatus } from '../http/problems.ts';
import { reads } from '../http/reads.ts';
import { TarReader } from './tar-reader.ts';

/** As long as the archive takes. */
const unlimited: Limits = { time: undefined };
/** Links that lead to links: an engine follows them itself, and none more than Linux would. */
const mostLinks = 40;

/** The files of an engine's containers by its archive API. */
export function dockerFiles(http: EngineHttp): EngineFiles {
  return {
    unpack: async (container, folder, archive, signal) => {
      const path = `${archivePath(container, folder)}&noOverwriteDirNonDir=1`;
      const headers = { 'Content-Type': 'application/x-tar' };
      try {
        await http.good({ method: 'PUT', path, headers, upload: archive }, signal, unlimited);
      } catch (error) {
        throw explained(error);
      } finally {
        archive.destroy();
      }
    },
    find: (container, path, signal) => find(http, container, path, signal),
    read: (container, file, signal) => read(http, container, file, signal),
  };
}

/** A path of any bytes: a query of the usual kind would make other characters of some. */
function archivePath(container: string, path: string): string {
  const bytes = bytesOfText(path).toString('latin1');
  const encoded = bytes.replace(/[^\w/.-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `/containers/${encodeURIComponent(container)}/archive?path=${encoded}`;
}

async function find(
  http: EngineHttp,
  container: string,
  path: string,
  signal: AbortSignal,
): Promise<FoundFile | undefined> {
  let at = posix.normalize(path).replace(/(?<=.)\/$/, '');
  for (let links = 0; links < mostLinks; links += 1) {
    const request = { method: 'HEAD', path: archivePath(container, at) } as const;
    const { status, headers, body } = await http.call(request, signal, { bound: bounds.brief });
    if (status === 404) return undefined;
    if (status >= 300) throw fromStatus(status, body);
    const { linkTarget, mode, size } = statOf(headers['x-docker-container-path-stat']);
    const kind = kindOf(mode);
    if (kind !== 'link') return { path: at, kind, size };
    at = posix.resolve(posix.dirname(at), linkTarget || '.');
  }
  return undefined;
}

function statOf(header: string | string[] | undefined) {
  const json = typeof header === 'string' ? Buffer.from(header, 'base64').toString() : '';
  const stat = parseRecord(json) ?? {};
  return { linkTarget: text(stat['linkTarget']), mode: figure(stat['mode']) ?? 0, size: figure(stat['size']) ?? 0 };
}

/** Of a file mode as Go counts (`io/fs`). */
function kindOf(mode: number): FileKind {
  const has = (bit: number) => Math.floor(mode / 2 ** bit) % 2 === 1;
  if (has(31)) return 'folder';
  if (has(27)) return 'link';
  if (has(26)) return has(21) ? 'character-device' : 'block-device';
  if (has(25)) return 'pipe';
  return has(24) ? 'socket' : 'file';
}

async function* read(
  http: EngineHttp,
  container: string,
  { path, kind }: FoundFile,
  signal: AbortSignal,
): AsyncGenerator<readonly ArchivePart[], void> {
  const asked = kind === 'folder' ? `${path === '/' ? '' : path}/.` : path;
  const request = { method: 'GET', path: archivePath(container, asked) } as const;
  const stream = await http.stream(request, signal);
  const forgetsOwners = await http.isPodman(signal);
  const reader = new TarReader();
  for await (const chunk of reads(stream, signal)) {
    const parts = reader.push(chunk).map((part) => {
      if (Buffer.isBuffer(part)) return part;
      const member = { ...part, name: kind === 'folder' ? below(part.name) : '' };
      return forgetsOwners ? { ...member, uid: undefined, gid: undefined } : member;
    });
    if (parts.length > 0) yield parts;
  }
  if (signal.aborted) throw cancelled();
  reader.check();
}

/** A name in a folder's archive: Docker's begins with `./`, which is the folder itself; Podman's has no entry of that. */
function below(name: string): string {
  return name === '.' ? '' : name.replace(/^\.\//, '');
}

/** Each engine has a status of its own for a root that is read-only, but all say the word. */
function explained(error: unknown): unknown {
  const { detail = '' } = toProblem(error);
  if (!/read-?only/i.test(detail)) return error;
  return problem('permission-denied', 'files-read-only', { detail });
}
