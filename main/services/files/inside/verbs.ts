import { randomBytes } from 'node:crypto';
import type { Weight } from '../../../../app/files.ts';
import { type ProblemError, problem } from '../../../../app/rpc/problem.ts';
import { type Inside, runScript, type Script, unquoted } from './shell.ts';

/** How long a verb may take, in seconds: a tree of a million files is removed in less. */
const longest = 600;
/** Bytes of what a verb says. */
const mostSaid = 64 * 1024;
/** By this a script is known to run at all. */
const begin = 'on\0';

/** Ends a script with a word of ours where something has the name that is wanted. */
const refuseTaken = 'if [ -e "$path" ] || [ -L "$path" ]; then printf taken; exit 1; fi';

/**
 * Ends a script where `path` is mounted or something in it is: to remove it would remove what is somebody else's. The kernel
 * writes blanks in paths as escapes, which `printf` reads.
 */
const refuseMounted = `
while read -r device at rest; do
  at=$(printf "\${at}_"); at=\${at%_}
  case "$at/" in "$path"/*) printf 'mount %s' "$at"; exit 1;; esac
done </proc/self/mounts`;

/** Makes a folder, as `files.makeFolder` does. */
export async function makeFolder(inside: Inside, path: string, name: string, signal: AbortSignal): Promise<void> {
  const script = `${unquoted('path', '$1')}\n${refuseTaken}\nmkdir "$path" || exit 1`;
  await act(inside, { script, args: [path] }, signal, name);
}

/** Gives a file another name in its folder. */
export async function rename(
  inside: Inside,
  { from, to, name }: { readonly from: string; readonly to: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  const script = `${unquoted('from', '$1')}\n${unquoted('path', '$2')}\n${refuseTaken}\nmv "$from" "$path" || exit 1`;
  await act(inside, { script, args: [from, to] }, signal, name);
}

/** Removes files and folders with all that is in them. */
export async function remove(inside: Inside, paths: readonly string[], signal: AbortSignal): Promise<void> {
  const script = each(`${refuseMounted}\nrm -rf "$path" || exit 1`);
  await act(inside, { script, args: paths }, signal);
}

/** How much that would be. */
export async function weigh(inside: Inside, paths: readonly string[], signal: AbortSignal): Promise<Weight> {
  // A name may hold line ends: each name is ended by a NUL.
  const script = each(`
du -skx "$path" | { read -r size rest; printf '%s ' "$size"; }
find "$path" -xdev -print0 | tr -dc '\\000' | wc -c`);
  const words = (await act(inside, { script, args: paths }, signal)).trim().split(/\s+/).map(Number);
  const sum = (odd: number) => words.reduce((total, word, at) => total + (at % 2 === odd && word > 0 ? word : 0), 0);
  return { bytes: 1024 * sum(0), files: sum(1) };
}

/** Changes permissions and owner. The owner first: that takes setuid and setgid away. */
export async function change(
  inside: Inside,
  paths: readonly string[],
  {
    mode,
    owner,
    below,
  }: { readonly mode?: number | undefined; readonly owner?: string | undefined; readonly below?: boolean | undefined },
  signal: AbortSignal,
): Promise<void> {
  const own = owner === undefined ? '' : `chown -h${below === true ? 'R' : ''} ${owner} "$path" || exit 1`;
  const allow = mode === undefined ? '' : `chmod ${mode.toString(8).padStart(4, '0')} "$path" || exit 1`;
  await act(inside, { script: each(`${own}\n${allow}`), args: paths }, signal);
}

/**
 * Puts content into a file by way of a new one beside it with the same owner and permissions, which takes its place. What
 * cannot be replaced, as a file that is mounted, and what has further names is written into.
 */
export async function write(inside: Inside, path: string, data: Uint8Array, signal: AbortSignal): Promise<void> {
  const script = `
${unquoted('path', '$1')}
temp="$path.$2"
trap 'rm -f "$temp"' EXIT
cp -p "$path" "$temp" && head -c ${data.byteLength} > "$temp" || exit 1
[ "$(stat -c %s "$temp")" = ${data.byteLength} ] || exit 1
if [ "$(stat -c %h "$path")" != 1 ] || ! mv -f "$temp" "$path" 2>/dev/null; then cat "$temp" > "$path" || exit 1; fi`;
  const input = (async function* () {
    yield data;
  })();
  await act(inside, { script, args: [path, `gantry-${randomBytes(6).toString('hex')}`], input }, signal);
}

/** Rejects with `file-in-memory` where an engine's archive would be of something else than what is seen in the container. */
export async function refuseMemory(inside: Inside, paths: readonly string[], signal: AbortSignal): Promise<void> {
  const script = each(`
best= kind=
while read -r device at type rest; do
  at=$(printf "\${at}_"); at=\${at%_}
  case "\${path%/}/" in "\${at%/}/"*) [ \${#at} -ge \${#best} ] && best=$at kind=$type;; esac
done </proc/self/mounts
case $kind in tmpfs|proc|sysfs|devpts|mqueue|cgroup*) printf 'memory %s' "$path"; exit 1;; esac`);
  await act(inside, { script, args: paths }, signal);
}

/** A script that does the same with each of its arguments as `path`. */
function each(script: string): string {
  return `for argument; do\n${unquoted('path', '${argument}')}\n${script}\ndone`;
}

/** Runs a verb; gives what it printed. @throws ProblemError with what the container says */
async function act(
  inside: Inside,
  { script, ...more }: Pick<Script, 'script' | 'args' | 'input'>,
  signal: AbortSignal,
  name = '',
): Promise<string> {
  const whole = { script: `printf 'on\\0'\n${script}`, most: mostSaid, seconds: longest, ...more };
  const ran = await runScript(inside, whole, signal);
  const said = ran.output.toString();
  if (!said.startsWith(begin)) throw problem('unsupported', 'file-needs-shell', { detail: ran.words });
  const printed = said.slice(begin.length);
  if (ran.whole) return printed;
  throw refusal(printed, ran.words, name);
}

function refusal(printed: string, detail: string, name: string): ProblemError {
  if (printed === 'taken') return problem('conflict', 'file-name-taken', { params: { name }, field: 'name' });
  const [, path] = /^mount ([\s\S]*)$/.exec(printed) ?? [];
  if (path !== undefined) return problem('in-use', 'file-mounted', { params: { path } });
  const [, unseen] = /^memory ([\s\S]*)$/.exec(printed) ?? [];
  if (unseen !== undefined) return problem('unsupported', 'file-in-memory', { params: { path: unseen } });
  if (/read-only file system/i.test(detail)) return problem('permission-denied', 'file-read-only', { detail });
  if (/no space left|quota exceeded/i.test(detail)) return problem('no-space', 'file-no-room', { detail });
  if (/not found/.test(detail)) return problem('unsupported', 'file-needs-shell', { detail });
  return problem('permission-denied', 'file-refused', { detail });
}
