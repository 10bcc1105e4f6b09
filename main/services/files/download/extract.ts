import { copyFile, type FileHandle, mkdir, symlink } from 'node:fs/promises';
import { problem } from '../../../../app/rpc/problem.ts';
import { bytesOfText } from '../../../base/byte-text.ts';
import { codeOf, diskProblem } from '../../../disk/disk-problem.ts';
import { openNew } from '../../../disk/open-file.ts';
import type { ArchiveMember, ArchivePart } from '../../../engine/ports/files.ts';
import { leadsInside, safeParts } from './names.ts';

/** Files of one download: more is an attack on the disk, or a whole system. */
const mostFiles = 2_000_000;
/** Folders in folders: Linux itself takes no path that is longer than 2,048 of them. */
const deepest = 500;
/** Bytes that are written at once: an engine sends some kB at a time. */
const pieceSize = 1024 * 1024;
/** Names of what was left out that are told. */
const mostTold = 100;

/** What became of an archive. */
export interface Extracted {
  readonly bytes: number;
  readonly files: number;
  /** Names of what was left out, the first of them: devices, pipes, and what leads out of the folder. */
  readonly left: readonly string[];
  readonly leftMore: number;
}

/**
 * Writes what comes of an archive to a place that is not there yet, and nowhere else: folders and files are made anew, never
 * through a link, because links are made last, and only those that lead to what is in it.
 * @param kind what the archive is of
 * @param tell told the bytes that were written so far
 * @throws ProblemError of the disk, and what `parts` throws; what was written is left for the caller to remove
 */
export async function extract(
  parts: AsyncIterable<readonly ArchivePart[]>,
  { to, kind }: { readonly to: string; readonly kind: 'file' | 'folder' },
  tell: (bytes: number) => void,
): Promise<Extracted> {
  const writing = new Extraction(to, kind);
  try {
    await writing.begin();
    for await (const some of parts) {
      for (const part of some) {
        if (Buffer.isBuffer(part)) await writing.write(part);
        else await writing.open(part);
      }
      tell(writing.bytes);
    }
    await writing.end();
  } catch (error) {
    throw diskProblem(error, 'download-unwritten');
  } finally {
    await writing.abandon();
  }
  return writing;
}

class Extraction implements Extracted {
  bytes = 0;
  files = 0;
  leftMore = 0;
  readonly left: string[] = [];
  readonly #to: Buffer;
  readonly #kind: 'file' | 'folder';
  /** Those that were made here, by name: nothing is written into any other. */
  readonly #folders = new Set<string>(['']);
  readonly #written = new Set<string>();
  readonly #links: ArchiveMember[] = [];
  #file: FileHandle | undefined;
  #mtime = 0;
  readonly #waiting: Buffer[] = [];
  #size = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(to: string, kind: 'file' | 'folder') {
    this.#to = Buffer.from(to);
    this.#kind = kind;
  }

  async begin(): Promise<void> {
    if (this.#kind === 'folder') await mkdir(this.#to, 0o755);
  }

  async open(member: ArchiveMember): Promise<void> {
    await this.close();
    const { name, kind } = member;
    if (this.#kind === 'file')
      return kind === 'file' && name === '' ? this.#create('', member.mode & 0o666, member) : this.#leave(member);
    if (name === '') return;
    const parts = safeParts(name, process.platform);
    const around = parts?.slice(0, -1).join('/');
    if (!parts || parts.length > deepest || around === undefined || !this.#folders.has(around))
      return this.#leave(member);
    this.files += 1;
    if (this.files > mostFiles) throw problem('invalid-input', 'download-too-many', { params: { most: mostFiles } });
    if (kind === 'folder') await this.#makeFolder(member);
    else if (kind === 'file') await this.#create(name, member.mode & 0o777, member);
    else if (kind === 'hard-link') await this.#copy(member);
    else if (kind === 'link' && leadsInside(name, member.target)) this.#links.push(member);
    else this.#leave(member);
  }

  /** What has come is written in large pieces, while more comes. */
  async write(data: Buffer): Promise<void> {
    if (!this.#file) return;
    this.#waiting.push(data);
    this.#size += data.length;
    this.bytes += data.length;
    if (this.#size >= pieceSize) await this.#flush();
  }

  /** Begins to write what waits, once what was begun before is written. */
  async #flush(): Promise<void> {
    await this.#writing;
    const file = this.#file;
    if (!file || this.#size === 0) return;
    const piece = Buffer.concat(this.#waiting.splice(0));
    this.#size = 0;
    this.#writing = writeAll(file, piece);
    // Whoever waits for it next is told.
    this.#writing.catch(() => undefined);
  }

  async close(): Promise<void> {
    const file = this.#file;
    if (!file) return;
    try {
      await this.#flush();
      await this.#writing;
    } catch (error) {
      this.#file = undefined;
      await file.close();
      throw error;
    }
    this.#file = undefined;
    try {
      await file.utimes(this.#mtime, this.#mtime);
    } catch {
      // Some disks keep no times.
    } finally {
      await file.close();
    }
  }

  /** Lets go of the file that is being written; after `end` there is none. */
  async abandon(): Promise<void> {
    this.#waiting.length = 0;
    this.#size = 0;
    await this.close().catch(() => undefined);
  }

  async end(): Promise<void> {
    await this.close();
    for (const link of this.#links) {
      // A folder's link is of another kind on Windows, and what may make one is up to the person there.
      await symlink(bytesOfText(link.target), this.#at(link.name)).catch(() => this.#leave(link));
    }
  }

  async #makeFolder(member: ArchiveMember): Promise<void> {
    if (!(await made(mkdir(this.#at(member.name), (member.mode & 0o777) | 0o700).then(() => true))))
      return this.#leave(member);
    this.#folders.add(member.name);
  }

  async #create(name: string, mode: number, member: ArchiveMember): Promise<void> {
    // Whoever downloads may read and remove it.
    this.#file = await made(openNew(this.#at(name), mode | 0o600));
    this.#mtime = Math.max(0, member.mtime / 1000);
    if (this.#file) this.#written.add(name);
    else this.#leave(member);
  }

  /** A further name of a file becomes a file of its own. */
  async #copy(member: ArchiveMember): Promise<void> {
    const of = member.target.replace(/^\.\//, '');
    if (!this.#written.has(of)) return this.#leave(member);
    if (!(await made(copyFile(this.#at(of), this.#at(member.name), 1).then(() => true)))) return this.#leave(member);
    this.#written.add(member.name);
  }

  #leave({ name }: ArchiveMember): void {
    if (this.left.length < mostTold) this.left.push(name);
    else this.leftMore += 1;
  }

  #at(name: string): Buffer {
    return name === '' ? this.#to : Buffer.concat([this.#to, Buffer.from('/'), bytesOfText(name)]);
  }
}

async function writeAll(file: FileHandle, piece: Buffer): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
}

/** Undefined where something has that name, as on a disk to which two names are one, or the disk has no such names. */
async function made<T>(making: Promise<T>): Promise<T | undefined> {
  try {
    return await making;
  } catch (error) {
    if (['EEXIST', 'EILSEQ', 'ENAMETOOLONG'].includes(codeOf(error))) return undefined;
    throw error;
  }
}
