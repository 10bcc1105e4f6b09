import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';

export interface DebianPackage {
  readonly name: string;
  /** A program of the package; where it is found, the package counts as installed. */
  readonly binary: string;
}

/** Where Debian keeps programs; a plain user's PATH lacks the sbin folders. */
const PLACES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The full path of an executable on the PATH or in Debian's usual places; undefined if there is none. */
export function findProgram(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  const folders = [...path.split(':'), ...PLACES].filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => `${folder}/${name}`).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Makes programs available: those that are not found are installed with apt-get if this is Debian (or a child of it)
 * and we are root. Services of new packages are not started. Gives the binaries still missing and, if any, why.
 * `say` hears what is done.
 */
export async function ensureDebian(
  packages: readonly DebianPackage[],
  say: (line: string) => void,
): Promise<{ missing: string[]; reason?: string }> {
  const absent = packages.filter(({ binary }) => findProgram(binary) === undefined);
  if (absent.length === 0) return { missing: [] };
  const names = [...new Set(absent.map(({ name }) => name))];
  const missing = absent.map(({ binary }) => binary);
  const advice = `Debian's packages: sudo apt-get install --no-install-recommends ${names.join(' ')}`;
  if (!existsSync('/etc/debian_version') || findProgram('apt-get') === undefined) {
    return { missing, reason: `They cannot be installed by themselves here: this is not Debian. ${advice}` };
  }
  if (process.getuid?.() !== 0) return { missing, reason: `Only root may install them. ${advice}` };
  say(`Installing ${names.join(' ')}`);
  const failure = await install(names);
  const left = absent.map(({ binary }) => binary).filter((binary) => findProgram(binary) === undefined);
  if (left.length === 0) return { missing: [] };
  return { missing: left, reason: `apt-get did not bring them: ${failure ?? 'it reported no error'}. ${advice}` };
}

/**
 * One shell owns the whole of it, so that the policy file goes away even if we are killed meanwhile. The policy
 * (exit code 101 for "forbidden", see invoke-rc.d(8)) keeps a new package from starting its service: on a machine
 * with systemd, docker.io would start a second dockerd. `apt-get update` runs once, only if the lists do not have what
 * we want. apt-get itself waits for dpkg's lock, but not for those of its lists and archives. The lock on
 * debian_version keeps a second one of us from working under, or removing, the first one's policy.
 */
const SCRIPT = `
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
exec 9</etc/debian_version
flock -w 600 9
policy=/usr/sbin/policy-rc.d
own=
trap '[ -z "$own" ] || rm -f "$policy"' EXIT
trap 'exit 130' INT TERM HUP
if [ ! -e "$policy" ]; then
  own=1
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
fi
get() {
  tries=60
  while :; do
    said=$(apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 -o Dpkg::Use-Pty=0 "$@" 2>&1)
    code=$?
    printf '%s\\n' "$said"
    tries=$((tries - 1))
    [ $tries -gt 0 ] || return $code
    case $code:$said in
      0:*) return 0 ;;
      *'Could not get lock'*|*'Unable to lock'*) sleep 5 ;;
      *) return $code ;;
    esac
  done
}
get install --no-install-recommends "$@" && exit 0
get update && get install --no-install-recommends "$@"
`;

/** The last lines apt-get printed, if it failed. */
function install(names: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    let output = '';
    const shell = spawn('/bin/sh', ['-c', SCRIPT, 'install', ...names], { stdio: ['ignore', 'pipe', 'pipe'] });
    const hear = (part: Buffer): void => {
      output = (output + part.toString()).slice(-4000); // enough for the last words; the rest is progress
    };
    shell.stdout.on('data', hear);
    shell.stderr.on('data', hear);
    shell.once('error', (error) => resolve(error.message));
    shell.once('close', (code) => {
      resolve(code === 0 ? undefined : output.trim().split('\n').slice(-3).join(' '));
    });
  });
}
