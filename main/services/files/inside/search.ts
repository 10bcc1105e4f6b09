import { posix } from 'node:path';
import { type FileSearch, mostFound } from '../../../../app/files.ts';
import { toProblem } from '../../../../app/rpc/problem.ts';
import { textOfBytes } from '../../../base/byte-text.ts';
import { type Inside, quoted, unquoted } from './shell.ts';

/** How long is looked for at most, in ms. */
const longest = 60_000;
/** Bytes of a path that is not ended: Linux knows no longer one. */
const longestPath = 4096;

/**
 * Prints all below a folder whose name fits a pattern, each ended by a NUL. `find` ends with the input, which is closed when
 * nobody reads any more: by whatever ends this process, too. It reads none of the kernel's own files.
 */
const script = `
${unquoted('path', '$1')}
${unquoted('name', '$2')}
exec 3<&0
command -v find >/dev/null || exit 1
printf 'on\\0'
find "$path" -mindepth 1 \\( -path /proc -o -path /sys -o -path /dev \\) -prune -o -iname "$name" -print0 2>/dev/null 3<&- &
found=$!
{ read -r line <&3; kill "$found"; } >/dev/null 2>&1 &
watch=$!
wait "$found"
kill "$watch" 2>/dev/null
exit 0`;

/** In a pattern of `find`, whatever a text holds means itself. */
const pattern = (name: string): string => `*${name.replace(/[*?[\]\\]/g, '\\$&')}*`;

/** Looks below a folder by the container's own programs; gives false where it has not what that takes. */
export async function* searchByShell(
  { engine, container }: Inside,
  folder: string,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<FileSearch, boolean> {
  const late = AbortSignal.timeout(longest);
  const command = ['/bin/sh', '-c', script, 'files', quoted(folder), quoted(pattern(name))];
  const both = AbortSignal.any([signal, late]);
  const session = await engine.containers.pipe(container, { command, env: ['LC_ALL=C'], user: '0' }, both);
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  let count = 0;
  try {
    for await (const { source, data } of session.output) {
      if (source !== 'stdout') continue;
      const ends = Buffer.concat([rest, data]);
      const end = ends.lastIndexOf(0);
      rest = ends.subarray(end + 1);
      if (rest.length > longestPath) break;
      if (end < 0) continue;
      const paths = textOfBytes(ends.subarray(0, end)).split('\0');
      if (!begun) paths.shift();
      begun = true;
      const found = paths.slice(0, mostFound - count);
      count += paths.length;
      if (found.length > 0 || count > mostFound) yield { found, cut: count > mostFound };
      if (count > mostFound) return true;
    }
  } catch (error) {
    if (!late.aborted || signal.aborted) throw error;
  } finally {
    session.close();
  }
  if (late.aborted && !signal.aborted) yield { found: [], cut: true };
  return begun;
}

/** The same by the engine's archive of the folder, which is read as a whole. */
export async function* searchByArchive(
  { engine, container }: Inside,
  folder: string,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<FileSearch, void> {
  const at = await engine.files.find(container, folder, signal);
  if (at?.kind !== 'folder') return;
  const late = AbortSignal.timeout(longest);
  const wanted = name.toLowerCase();
  let count = 0;
  try {
    for await (const parts of engine.files.read(container, at, AbortSignal.any([signal, late]))) {
      const found = parts
        .flatMap((part) => (Buffer.isBuffer(part) || part.name === '' ? [] : [part.name]))
        .filter((path) => posix.basename(path).toLowerCase().includes(wanted))
        .map((path) => posix.join(at.path, path));
      count += found.length;
      const cut = count > mostFound;
      if (found.length > 0) yield { found: found.slice(0, cut ? mostFound - count : found.length), cut };
      if (cut) return;
    }
  } catch (error) {
    if (!late.aborted || signal.aborted || toProblem(error).code !== 'cancelled') throw error;
    yield { found: [], cut: true };
  }
}
