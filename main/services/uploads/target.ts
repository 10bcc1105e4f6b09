import { problem } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RunOptions } from '../../engine/ports/containers.ts';
import { carrying, markerOf } from '../terminal/ending.ts';
import type { ShellRecord } from '../terminal/ledger.ts';

/** Where files go, and what is there. */
export interface Target {
  readonly folder: string;
  readonly of: 'shell' | 'container';
  /** Whoever runs the shell. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** The folder's filesystem, as the kernel calls it. */
  readonly filesystem: string;
  /** Whether the shell's user may write there. */
  readonly writable: boolean;
  /** Whether there is a tar. */
  readonly tar: boolean;
  /** By name, what is there already. */
  readonly there: ReadonlyMap<string, 'file' | 'folder'>;
}

/**
 * Run in the container as `sh -c SCRIPT MARKER NAME…`. Goes to where the program in the foreground of the marked session
 * is, else its shell; stays where the container begins if neither can be told. Prints whose folder that is, who it is
 * itself, the folder's filesystem, whether it may write there, whether there is a tar, which of the names are there, and at last the folder.
 */
const script = `
patterns="-e $0"
${carrying}
front= leader=
for file in $(carrying "$0"); do
  file=\${file%/environ} line=
  { read -r line <"$file/stat"; } 2>/dev/null
  pid=\${file#/proc/}
  stat=\${line##*) }
  session=\${stat#* * * } session=\${session%% *}
  group=\${stat#* * * * * } group=\${group%% *}
  [ "$pid" = "$group" ] && front=$pid
  [ "$pid" = "$session" ] && leader=$pid
done
of=container
for pid in $front $leader; do cd -P "/proc/$pid/cwd" 2>/dev/null && of=shell && break; done
echo "$of"
uid=0 gid=0
while read -r key first rest; do case $key in Uid:) uid=$first;; Gid:) gid=$first;; esac; done </proc/self/status
echo "$uid $gid"
here=$(pwd -P) best= kind= options=
while read -r device at type rest; do
  case "\${here%/}/" in "\${at%/}/"*) [ \${#at} -ge \${#best} ] && best=$at kind=$type options=\${rest%% *};; esac
done </proc/self/mounts
echo "\${kind:-unknown}"
case ",$options," in
  *,ro,*) echo no;;
  *) [ -w . ] && echo yes || echo no;;
esac
command -v tar >/dev/null 2>&1 && echo yes || echo no
number=0
for name; do
  if [ -d "./$name" ]; then echo "folder $number"; elif [ -e "./$name" ] || [ -L "./$name" ]; then echo "file $number"; fi
  number=$((number + 1))
done
echo
echo "$here"`;

/** What a run inside of a shell's container is run as: as the shell, which alone may look at its processes. */
export function asShell({
  user,
  privileged,
}: Pick<ShellRecord, 'user' | 'privileged'>): Pick<RunOptions, 'user' | 'privileged'> {
  return { ...(user && { user }), ...(privileged && { privileged }) };
}

/**
 * Looks where a shell is, and which of these names are there. @throws ProblemError where that cannot be told
 * @param folder where to look for them, whatever shell there is
 */
export async function findTarget(
  engine: Engine,
  record: ShellRecord,
  names: readonly string[],
  signal: AbortSignal,
  folder?: string,
): Promise<Target> {
  const workdir = folder === undefined ? {} : { workdir: folder };
  const command = ['/bin/sh', '-c', script, markerOf(record.shell), ...names];
  const { exitCode, output } = await engine.containers.run(
    record.container,
    { command, ...asShell(record), ...workdir },
    signal,
  );
  const target = exitCode === 0 ? readTarget(output, names) : undefined;
  if (!target) throw problem('unsupported', 'upload-nowhere', { detail: output.slice(0, 1000) });
  return target;
}

/** What the script printed; undefined if it is not that. */
export function readTarget(output: string, names: readonly string[]): Target | undefined {
  const [, head = '', folder = ''] = /^([\s\S]*?)\n\n([\s\S]*)\n$/.exec(output) ?? [];
  const [of, ids = '', filesystem = '', writable, tar, ...lines] = head.split('\n');
  const [uid, gid] = ids.split(' ').map(Number);
  if ((of !== 'shell' && of !== 'container') || !folder.startsWith('/')) return undefined;
  if (!Number.isInteger(uid) || !Number.isInteger(gid)) return undefined;
  const there = new Map<string, 'file' | 'folder'>();
  for (const line of lines) {
    const [kind, number] = line.split(' ');
    const name = names[Number(number)];
    if (name !== undefined && (kind === 'file' || kind === 'folder')) there.set(name, kind);
  }
  const owner = { uid: uid ?? 0, gid: gid ?? 0 };
  return { folder, of, owner, filesystem, writable: writable === 'yes', tar: tar === 'yes', there };
}

/** @throws ProblemError where nothing can be put */
export function refuseTarget({ folder, filesystem, writable, tar }: Target): void {
  if (!writable) throw problem('permission-denied', 'upload-not-writable', { params: { folder } });
  if (filesystem === 'tmpfs' && !tar) throw problem('unsupported', 'upload-into-memory', { params: { folder } });
}
