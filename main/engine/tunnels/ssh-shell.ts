import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';

/** What a machine says of the engines on it. */
export interface MachineFacts {
  /** Who asks, over there. */
  readonly user: string;
  /** Paths of the commands, where they are. */
  readonly docker?: string;
  readonly podman?: string;
  /** Where the docker command itself would go, as an address. */
  readonly host?: string;
  /** Sockets that are there; whether one may be used. */
  readonly sockets: readonly { readonly path: string; readonly open: boolean }[];
}

/** Bytes: a machine says some lines; what its shell prints by itself at each start may be before them. */
const mostText = 256 * 1024;

/** For any POSIX shell: it comes over standard input, where nothing has to be quoted. */
const questions = (mark: string): string => `
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin:/snap/bin"
say() { printf '%s %s\\n' ${mark} "$*"; }
try() {
  [ -S "$1" ] || return 0
  if [ -r "$1" ] && [ -w "$1" ]; then say open "$1"; else say closed "$1"; fi
}
host=
say user "$(id -un)"
if found=$(command -v docker); then
  say docker "$found"
  host=$(docker context inspect -f '{{.Endpoints.docker.Host}}' 2>/dev/null </dev/null)
  [ -z "$host" ] || say host "$host"
fi
if found=$(command -v podman); then say podman "$found"; fi
own="\${XDG_RUNTIME_DIR:-/run/user/$(id -u)}"
case $host in unix://*) try "\${host#unix://}" ;; esac
for at in /var/run/docker.sock "$own/docker.sock" "$HOME/.docker/run/docker.sock" "$HOME/.colima/default/docker.sock" \\
  /run/podman/podman.sock "$own/podman/podman.sock"; do try "$at"; done
say end
`;

/**
 * Asks a shell what engines there are. Undefined where what answers is no shell, or ends.
 * @param shell its standard input and output, which stay open
 */
export async function askMachine(shell: Duplex): Promise<MachineFacts | undefined> {
  const mark = `gantry-${randomBytes(8).toString('hex')}`;
  return new Promise((resolve) => {
    let text = '';
    const end = (facts: MachineFacts | undefined): void => {
      shell.off('data', hear).off('end', none).off('close', none);
      shell.resume();
      resolve(facts);
    };
    const none = (): void => end(undefined);
    const hear = (bytes: Buffer): void => {
      text += bytes.toString('utf8');
      if (text.includes(`${mark} end\n`)) end(readFacts(text, mark));
      // An engine takes this for a damaged request.
      else if (text.length > mostText || text.startsWith('HTTP/')) none();
    };
    shell.on('data', hear).on('end', none).on('close', none);
    shell.write(questions(mark));
  });
}

function readFacts(text: string, mark: string): MachineFacts {
  const said = text
    .split('\n')
    .filter((line) => line.startsWith(`${mark} `))
    .map((line) => / (\w+) (.*)$/.exec(line.slice(mark.length)) ?? [])
    .map(([, key = '', value = '']) => ({ key, value }));
  const of = (wanted: string): string | undefined => said.find(({ key }) => key === wanted)?.value;
  const [docker, podman, host] = ['docker', 'podman', 'host'].map(of);
  const sockets = said.filter(({ key }) => key === 'open' || key === 'closed');
  return {
    user: of('user') ?? '',
    ...(docker === undefined ? {} : { docker }),
    ...(podman === undefined ? {} : { podman }),
    ...(host === undefined ? {} : { host }),
    sockets: sockets.map(({ key, value }) => ({ path: value, open: key === 'open' })),
  };
}
