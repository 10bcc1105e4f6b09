import { problem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { ArchiveMember, ArchivePart } from '../../engine/ports/files.ts';
import { type TarEntry, tarEnd, tarHeader, tarPadding } from '../builds/tar-entry.ts';
import { safeParts } from '../files/download/names.ts';
import type { TaskHandle } from '../tasks/task.ts';

/** Files of one copy: more is an attack on the other container, or a whole system. */
const mostFiles = 2_000_000;
/** Folders in folders: Linux itself takes no path that is longer than 2,048 of them. */
const deepest = 500;
/** Names of what was left out that are told. */
const mostTold = 100;

/** One file or folder that is copied: what its archive is called there, with slashes, and what comes of it. */
export interface Sifted {
  readonly as: string;
  readonly kind: 'file' | 'folder';
  readonly parts: AsyncIterable<readonly ArchivePart[]>;
}

/**
 * Makes one tar of what comes of archives of another container, member by member, so that nothing in it is written through a
 * link, above or over anything: devices, pipes, and what stands in no folder of the archive itself are left out by name. Links
 * stay as they are written. Of permissions setuid and setgid stay behind: nobody asked for those.
 */
export class Sifter {
  bytes = 0;
  files = 0;
  left = 0;
  /** Some members are root's, as the engine did not tell whose they are. */
  rooted = false;
  readonly #names: string[] = [];
  /** A name that no folder has in a copy: that of the one that this very copy is unpacked into. */
  readonly #never: string;
  #folders = new Set<string>();
  #written = new Set<string>();

  constructor(never: string) {
    this.#never = never;
  }

  /** The tar, which ends where the last of them does. @param before entries that come first */
  async *pack(some: Iterable<Sifted>, before: readonly TarEntry[], tell: () => void): AsyncGenerator<Buffer, void> {
    for (const entry of before) yield tarHeader(entry);
    for (const { as, kind, parts } of some) {
      this.#folders = new Set(kind === 'folder' ? [''] : []);
      this.#written = new Set();
      // Not every engine's archive has an entry of the folder itself; one that comes says later whose it is.
      if (kind === 'folder')
        yield tarHeader({ name: `${as}/`, type: 'folder', mode: 0o755, mtime: Date.now(), size: 0 });
      /** Of the member that is being written: undefined while one is left out. */
      let size: number | undefined;
      for await (const batch of parts) {
        for (const part of batch) {
          if (Buffer.isBuffer(part)) {
            if (size === undefined) continue;
            this.bytes += part.length;
            yield part;
            continue;
          }
          if (size) yield tarPadding(size);
          const entry = this.#judge(part, as);
          size = entry?.size;
          if (entry) yield tarHeader(entry);
          else this.#leave(part.name);
        }
        tell();
      }
      if (size) yield tarPadding(size);
    }
    yield tarEnd;
  }

  /** Tells a task what was left out. */
  note(task: TaskHandle): void {
    for (const name of this.#names) task.note({ saying: saying('left-out', { name }) });
    const more = this.left - this.#names.length;
    if (more > 0) task.note({ saying: saying('left-out-more', { count: more }) });
    if (this.rooted) task.note({ saying: saying('copied-as-root') });
  }

  /** What a member is in the copy; undefined where it is left out. */
  #judge(member: ArchiveMember, as: string): TarEntry | undefined {
    const { name, kind, target } = member;
    const isItself = name === '' && (kind === 'folder') === this.#folders.has('');
    if (!isItself && (!this.#isIn(name) || this.#written.has(name) || this.#folders.has(name))) return undefined;
    this.files += 1;
    if (this.files > mostFiles) throw problem('invalid-input', 'download-too-many', { params: { most: mostFiles } });
    const path = name === '' ? as : `${as}/${name}`;
    const common = { mode: member.mode & 0o1777, mtime: member.mtime, owner: this.#ownerOf(member), size: 0 };
    switch (kind) {
      case 'folder':
        this.#folders.add(name);
        return { ...common, name: `${path}/`, type: 'folder' };
      case 'file':
        this.#written.add(name);
        return { ...common, name: path, type: 'file', size: member.size };
      case 'link':
        this.#written.add(name);
        return target === '' || target.includes('\0') ? undefined : { ...common, name: path, type: 'symlink', target };
      case 'hard-link':
        return this.#furtherName(member, as, { ...common, name: path });
      default:
        return undefined;
    }
  }

  /** A further name only of a file that is in the copy. */
  #furtherName(member: ArchiveMember, as: string, common: Omit<TarEntry, 'type'>): TarEntry | undefined {
    const of = member.target.replace(/^\.\//, '');
    if (!this.#written.has(of) || member.name === '') return undefined;
    this.#written.add(member.name);
    return { ...common, type: 'hard-link', target: `${as}/${of}` };
  }

  #isIn(name: string): boolean {
    const parts = safeParts(name, 'linux');
    if (!parts || parts.length > deepest || parts.includes(this.#never)) return false;
    return this.#folders.has(parts.slice(0, -1).join('/'));
  }

  #ownerOf({ uid, gid }: ArchiveMember): TarEntry['owner'] & {} {
    if (uid !== undefined && gid !== undefined) return { uid, gid };
    this.rooted = true;
    return { uid: 0, gid: 0 };
  }

  #leave(name: string): void {
    this.left += 1;
    if (this.#names.length < mostTold) this.#names.push(name);
  }
}
