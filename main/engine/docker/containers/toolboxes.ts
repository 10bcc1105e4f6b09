import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import { figure, type Raw, record, text } from '../../../base/json.ts';
import type { EngineToolboxes, Toolbox, ToolboxOptions } from '../../ports/toolboxes.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp, Limits } from '../http/http.ts';
import { compare } from '../http/version.ts';
import { copyFiles, label, removeMarked } from './toolbox-files.ts';

/** Where the files of a container that does not run are. */
const inside = '/target';
/** The first version of Docker's API that mounts images. */
const firstImageMount = '1.48';
/** A commit, and the copy of all files, take as long as there are files. */
const unlimited: Limits = { time: undefined };

/** The toolboxes of an engine. */
export function dockerToolboxes(http: EngineHttp): EngineToolboxes {
  return {
    async join(target, options, signal) {
      const raw = record(await http.json({ method: 'GET', path: `/containers/${target}/json` }, signal));
      const root = rootOf(raw);
      return { container: await start(http, options, { HostConfig: namespacesOf(target, raw) }, signal), root };
    },
    open: (target, options, signal) => openCopy(http, target, options, signal),
    async ended(container, signal) {
      await http.good({ method: 'POST', path: `/containers/${container}/wait` }, signal, unlimited, [404]);
    },
    remove: (mark, signal) => removeMarked(http, mark, signal),
  };
}

/** Where the main process of a container that runs has its files, as its processes see them. */
function rootOf(raw: Raw): string {
  const mode = text(record(raw['HostConfig'])['PidMode']);
  if (mode === '' || mode === 'private') return '/proc/1/root';
  // With the processes of the machine the first one is the machine's own: its files are none of this.
  const pid = figure(record(raw['State'])['Pid']) ?? 0;
  if (mode === 'host' && pid > 1) return `/proc/${pid}/root`;
  throw problem('unsupported', 'toolbox-shared-processes');
}

function namespacesOf(target: string, raw: Raw): object {
  const host = record(raw['HostConfig']);
  const [ipc, users] = [text(host['IpcMode']), text(host['UsernsMode'])];
  return {
    PidMode: `container:${target}`,
    NetworkMode: `container:${target}`,
    ...(ipc === 'shareable' ? { IpcMode: `container:${target}` } : {}),
    ...(users === 'host' ? { UsernsMode: users } : {}),
    // What an engine lets a debugger do. Without it the files of another user's process are closed even to root.
    CapAdd: ['SYS_PTRACE'],
    AutoRemove: true,
  };
}

/** Mounts an image of the container's files where the engine can, else copies them. */
async function openCopy(
  http: EngineHttp,
  target: string,
  options: ToolboxOptions,
  signal: AbortSignal,
): Promise<Toolbox> {
  const { product, api } = await http.agreed(signal);
  if (product === 'Podman' || compare(api, firstImageMount) >= 0) {
    const image = await commit(http, target, options.mark, signal);
    const Mounts = [{ Type: 'image', Source: image, Target: inside, ReadOnly: false }];
    return { container: await start(http, options, { HostConfig: { Mounts } }, signal), root: inside };
  }
  // The working directory is made with the container.
  const container = await create(http, options, { WorkingDir: inside, HostConfig: {} }, signal);
  await copyFiles(http, target, { container, folder: inside }, signal);
  await launch(http, container, options, signal);
  return { container, root: inside };
}

/** An image without a name, for as long as the toolbox needs it. */
async function commit(http: EngineHttp, target: string, mark: string, signal: AbortSignal): Promise<string> {
  const query = { container: target, pause: 0, changes: `LABEL ${label}=${mark}` };
  // Podman 4 wants a configuration, and goes by the query.
  const body = { Labels: { [label]: mark } };
  const request = { method: 'POST', path: '/commit', query, body } as const;
  const id = text(record(await http.json(request, signal, { ...unlimited, bound: bounds.brief }))['Id']);
  if (!/^(sha256:)?[0-9a-f]{64}$/.test(id)) throw problem('internal', 'engine-odd', { detail: id.slice(0, 200) });
  return id;
}

async function start(http: EngineHttp, options: ToolboxOptions, more: object, signal: AbortSignal): Promise<string> {
  const container = await create(http, options, more, signal);
  await launch(http, container, options, signal);
  return container;
}

async function create(
  http: EngineHttp,
  { mark, name, image }: ToolboxOptions,
  more: object,
  signal: AbortSignal,
): Promise<string> {
  const body = {
    Image: image,
    // As root, whoever the image would have: the target's files are anybody's.
    User: '0',
    Entrypoint: ['/bin/sh', '-c', 'exec sleep 2147483647'],
    Cmd: [],
    Labels: { [label]: mark },
    Healthcheck: { Test: ['NONE'] },
    // It has nothing to tidy up, and a first process ignores what would ask it to end.
    StopSignal: 'SIGKILL',
    ...more,
  };
  const request = { method: 'POST', path: '/containers/create', query: { name }, body } as const;
  const made = await http.json(request, signal, { bound: bounds.brief }).catch((error: unknown) => {
    if (toProblem(error).code !== 'not-found') throw error;
    throw problem('not-found', 'image-missing', { params: { image }, field: 'image' });
  });
  const id = text(record(made)['Id']);
  if (!/^[0-9a-f]{64}$/.test(id)) throw problem('internal', 'engine-odd', { detail: id.slice(0, 200) });
  return id;
}

/** Starts it. Why it cannot be no engine says by its status: that there is no shell is found out before. */
async function launch(
  http: EngineHttp,
  container: string,
  { image }: ToolboxOptions,
  signal: AbortSignal,
): Promise<void> {
  const path = `/containers/${container}`;
  const { status } = await http.call({ method: 'HEAD', path: `${path}/archive`, query: { path: '/bin/sh' } }, signal);
  if (status === 404) throw problem('invalid-input', 'toolbox-no-shell', { params: { image }, field: 'image' });
  await http.good({ method: 'POST', path: `${path}/start` }, signal);
}
