import type { Endpoint } from './endpoints.ts';
import type { Machine } from './machine.ts';

/** What starts an engine on this machine: a program and what it is given, by no shell. */
export interface Starter {
  readonly program: string;
  readonly args: readonly string[];
}

/** A machine or profile as its program names it: nothing that could be an option. */
const named = '([A-Za-z0-9][\\w.-]{0,100})';

/** By the path of a socket: what starts its engine. Groups of the pattern are arguments, but for `default`, which each program means by itself. */
type Line = readonly [path: RegExp, program: string, ...args: string[]];

/** Of virtual machines and apps, on any system. The first that fits. */
const apps: readonly Line[] = [
  [new RegExp(`/\\.colima/(?:${named}/)?docker\\.sock$`), 'colima', 'start'],
  [new RegExp(`/\\.lima/${named}/sock/docker\\.sock$`), 'limactl', 'start'],
  [/\/\.orbstack\/run\/docker\.sock$/, 'orb', 'start'],
  [/\/\.rd\/docker\.sock$/, 'rdctl', 'start'],
  [new RegExp(`/podman/machine/(?:${named}/)?podman\\.sock$`), 'podman', 'machine', 'start'],
  [new RegExp(`/podman/${named}-api\\.sock$`), 'podman', 'machine', 'start'],
];

const onMac: readonly Line[] = [[/^\/var\/run\/docker\.sock$|\/\.docker\/run\/docker\.sock$/, 'open', '-a', 'Docker']];

/** As systemd's units are called, by where their sockets are: of the system, of a person (`runtime`), of Docker Desktop. */
function onLinux(runtime: string): readonly Line[] {
  const own = literal(runtime);
  return [
    [/^(?:\/var)?\/run\/docker\.sock$/, 'systemctl', 'start', 'docker'],
    [/^(?:\/var)?\/run\/podman\/podman\.sock$/, 'systemctl', 'start', 'podman.socket'],
    [new RegExp(`^${own}/docker\\.sock$`), 'systemctl', '--user', 'start', 'docker'],
    [new RegExp(`^${own}/podman/podman\\.sock$`), 'systemctl', '--user', 'start', 'podman.socket'],
    [/\/\.docker\/desktop\/docker\.sock$/, 'systemctl', '--user', 'start', 'docker-desktop'],
  ];
}

const onWindows: readonly Line[] = [
  [/\\(?:docker_engine|dockerDesktopLinuxEngine)$/, 'docker', 'desktop', 'start'],
  [new RegExp(`\\\\(podman-machine-[\\w.-]{1,100})$`), 'podman', 'machine', 'start'],
];

/** What is known of where an engine is. */
type Place = Pick<Endpoint, 'address' | 'machine'>;

const wholeName = new RegExp(`^${named}$`);

/** The command for an engine on this machine; undefined where none is known, or the engine is elsewhere. */
export function starterOf({ address, machine: vm }: Place, machine: Machine): Starter | undefined {
  if (vm !== undefined && wholeName.test(vm)) return { program: 'podman', args: ['machine', 'start', vm] };
  if (address.kind === 'npipe') return firstOf(onWindows, address.path);
  if (address.kind !== 'unix') return undefined;
  const { env, platform, uid } = machine;
  const runtime = env['XDG_RUNTIME_DIR'] || `/run/user/${uid ?? 0}`;
  return firstOf(
    [...apps, ...(platform === 'darwin' ? onMac : platform === 'linux' ? onLinux(runtime) : [])],
    address.path,
  );
}

function firstOf(lines: readonly Line[], path: string): Starter | undefined {
  for (const [pattern, program, ...args] of lines) {
    const found = pattern.exec(path);
    if (!found) continue;
    const [, name] = found;
    return { program, args: name === undefined || name === 'default' ? args : [...args, name] };
  }
  return undefined;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
