import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RunAs } from '../../engine/ports/containers.ts';

/**
 * How the processes of a shell are known: each carries this in its environment, as it got it from the shell. Closing an
 * exec's connection ends nothing, and ending the shell's own process would leave all that it put into the background.
 */
export const markerOf = (shell: string): string => `GANTRY_SESSION=${shell}`;

/**
 * A function of a shell's script: prints the files `/proc/PID/environ` of all that carry one of the markers that it is given;
 * `$patterns` has each of them after an `-e`. Uses what every sh has built in, and grep where there is one.
 */
export const carrying = `carrying() {
  if command -v grep >/dev/null 2>&1; then grep -lszxF $patterns /proc/[0-9]*/environ 2>/dev/null; return; fi
  for file in /proc/[0-9]*/environ; do
    { while read -r line || [ -n "$line" ]; do
        for marker; do case $line in *"$marker"*) echo "$file"; break 2;; esac; done
        line=
      done <"$file"; } 2>/dev/null
  done
}`;

/**
 * Run in the container as `sh -c SCRIPT SESSIONS MARKER…`. Hangs up on every process that carries a marker or is in one
 * of the kernel's sessions that such a process leads to; kills after half a second what is left. Prints those sessions.
 * Ends with 3 if some would not go: they are another user's (`su`), whose environment cannot be read either. Uses what
 * every sh has built in, and grep where there is one. Sessions 0 and 1 are never a shell's own.
 */
const script = `
sessions=" $0 " patterns=
for marker; do patterns="$patterns -e $marker"; done
${carrying}
look() {
  own= line=
  { read -r line <"/proc/$1/stat"; } 2>/dev/null
  set -- \${line##*) }
  [ "$1" = Z ] || own=$4
}
left() {
  for file in $(carrying "$@"); do file=\${file%/environ}; echo "\${file#/proc/}"; done
  [ "$sessions" = "  " ] && return
  for file in /proc/[0-9]*; do
    look "\${file#/proc/}"
    case $sessions in *" \${own:-none} "*) echo "\${file#/proc/}";; esac
  done
}
for file in $(carrying "$@"); do
  file=\${file%/environ}
  look "\${file#/proc/}"
  case $sessions in *" $own "*) continue;; esac
  [ "\${own:-0}" -gt 1 ] && sessions="$sessions$own "
done
echo "$sessions"
tenths=0
while pids=$(left "$@"); [ -n "$pids" ]; do
  [ $tenths -ge 8 ] && exit 3
  signal=
  [ $tenths = 0 ] && signal=HUP
  [ $tenths -ge 5 ] && signal=KILL
  [ -n "$signal" ] && for pid in $pids; do kill -$signal $pid 2>/dev/null; done
  if sleep 0.1 2>/dev/null; then tenths=$((tenths + 1)); else sleep 1; tenths=$((tenths + 5)); fi
done
exit 0`;

const someLeft = 3;
/** A command could not be started: the container has no `/bin/sh`. */
const notStarted = [126, 127];

/** The container's own PATH may lead root to programs that another user of it put there. */
const rootPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Ends all that some shells of one container left there, in about 0.2 s, in one if they resist. Does nothing in a
 * container that is gone or does not run.
 * @param shells what `markerOf` was made from
 * @param as what they were started as
 * @throws ProblemError when it cannot be told that they have ended: the engine is not there, the container is paused,
 * or has no shell
 */
export async function endShells(
  engine: Engine,
  container: string,
  shells: readonly string[],
  as: Pick<RunAs, 'user' | 'privileged'>,
  signal: AbortSignal,
): Promise<void> {
  if (!(await hasProcesses(engine, container, signal))) return;
  const markers = shells.map(markerOf);
  const command = (sessions: string) => ['/bin/sh', '-c', script, sessions, ...markers];
  // As the session's user, who alone may read its environments; as root only what that user cannot end.
  const { exitCode, output } = await engine.containers.run(container, { command: command(''), ...as }, signal);
  if (notStarted.includes(exitCode)) throw problem('unsupported', 'engine-cannot');
  if (exitCode !== someLeft) return;
  const sessions = output.match(/\d{1,10}/g) ?? [];
  const asRoot = { ...as, user: '0', env: [rootPath] };
  await engine.containers.run(container, { command: command(sessions.join(' ')), ...asRoot }, signal);
}

async function hasProcesses(engine: Engine, container: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { state } = await engine.containers.inspect(container, signal);
    return state === 'running' || state === 'paused';
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-found') return false;
    throw error;
  }
}
