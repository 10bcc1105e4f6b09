import { chown, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { api } from '../api.ts';
import type { Slot } from '../base/slot.ts';
import { type Daemon, startDaemon } from '../daemon.ts';
import { type EngineSettings, socketOf } from '../engine.ts';
import type { Room } from './room.ts';

/** Starts Podman's service in its room, on the slot's data, new or left by an earlier one, and waits until it answers. */
export async function startPodman(slot: Slot, room: Room, settings: EngineSettings): Promise<Daemon> {
  const socket = `${runOf(slot)}/d.sock`;
  await rm(socket, { force: true }); // one left by a killed engine
  const variables = await writeConfiguration(slot, room, settings);
  await rm(socketOf(slot), { force: true });
  await symlink(socket, socketOf(slot));
  const service = ['podman', '--log-level=info', 'system', 'service', '--time=0', `unix://${socket}`];
  const daemon = await startDaemon(slot, 'podman', room.enter(service, variables), async () => {
    const { status } = await api(socket, 'GET', '/_ping', undefined, 1000);
    return status === 200;
  });
  return { ...daemon, kill: (signal) => killGroup(daemon, signal) };
}

/** A plain user's starts itself a second time, with more users, and only waits for that. What it runs is in groups of its own. */
async function killGroup(daemon: Daemon, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (daemon.alive()) process.kill(-daemon.pid, signal);
  await daemon.kill(signal);
}

/** The user's own folder, where it makes its socket. */
function runOf(slot: Slot): string {
  return `${slot.dir}/run`;
}

/** Writes what Podman reads, and gives the variables that tell it where. */
async function writeConfiguration(
  slot: Slot,
  { user }: Room,
  settings: EngineSettings,
): Promise<Record<string, string>> {
  const folder = `${slot.dir}/containers`;
  const [scratch, home, data] = [`${slot.dir}/scratch`, `${slot.dir}/home`, `${slot.dir}/data`];
  for (const made of [folder, scratch, home, data, `${data}/networks`, runOf(slot)]) {
    await mkdir(made, { recursive: true });
    await chown(made, user, user);
  }
  const files = {
    CONTAINERS_CONF: ['containers.conf', await containersConf(slot)],
    CONTAINERS_STORAGE_CONF: ['storage.conf', storageConf(slot)],
    CONTAINERS_REGISTRIES_CONF: ['registries.conf', registriesConf(settings)],
  } as const;
  const variables: Record<string, string> = {
    TMPDIR: scratch,
    HOME: home,
    XDG_RUNTIME_DIR: runOf(slot),
    PODMAN_IGNORE_CGROUPSV1_WARNING: '1',
  };
  for (const [variable, [name, text]] of Object.entries(files)) {
    await writeFile(`${folder}/${name}`, text);
    variables[variable] = `${folder}/${name}`;
  }
  return variables;
}

/** systemd is not there to be asked for cgroups, nor its journal for logs and events. */
async function containersConf(slot: Slot): Promise<string> {
  const limits = await ulimits();
  return `[containers]
log_driver = "k8s-file"
default_ulimits = [${limits.map((limit) => `"${limit}"`).join(', ')}]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "crun"
[network]
network_backend = "netavark"
network_config_dir = "${slot.dir}/data/networks"
`;
}

function storageConf(slot: Slot): string {
  return `[storage]
driver = "overlay"
graphroot = "${slot.dir}/data/graph"
runroot = "${runOf(slot)}/containers"
`;
}

function registriesConf({ registries, mirror }: EngineSettings): string {
  const plain = (table: string, at: string): string => `[[${table}]]\nlocation = "${at}"\ninsecure = true\n`;
  return [
    'unqualified-search-registries = ["docker.io"]\n',
    ...registries.map((at) => plain('registry', at)),
    ...(mirror === undefined ? [] : ['[[registry]]\nlocation = "docker.io"\n', plain('registry.mirror', mirror)]),
  ].join('');
}

/** Podman asks for more than this process may give where it is itself limited; crun then starts nothing. */
async function ulimits(): Promise<string[]> {
  const text = await readFile('/proc/self/limits', 'utf8');
  const most = Number(await readFile('/proc/sys/kernel/pid_max', 'utf8'));
  const hard = (name: string): number => {
    const limit = new RegExp(`^${name}\\s+\\S+\\s+(\\S+)`, 'm').exec(text)?.[1];
    return limit === undefined || limit === 'unlimited' ? most : Math.min(Number(limit), most);
  };
  const [files, processes] = [hard('Max open files'), hard('Max processes')];
  return [`nofile=${files}:${files}`, `nproc=${processes}:${processes}`];
}
