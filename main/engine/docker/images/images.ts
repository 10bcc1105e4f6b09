import type { RemovedImage } from '../../../../app/images.ts';
import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import { list, record, records, text } from '../../../base/json.ts';
import type { EngineImages, ImageRemoval } from '../../ports/images.ts';
import type { EngineHttp, Limits } from '../http/http.ts';
import { about, inUse } from '../objects/object-problems.ts';
import { commitContainer } from './commit.ts';
import { readImageDetail } from './image-detail.ts';
import { nameOf } from './image-name.ts';
import { bareId, readImage, readImages } from './image-row.ts';
import { readStoredSize } from './image-size.ts';

/** Removing many gigabytes takes as long as the engine's disk needs. */
const unlimited: Limits = { time: undefined };
const nothing: RemovedImage = { untagged: [], deleted: [] };

/** The images of an engine. */
export function dockerImages(http: EngineHttp): EngineImages {
  const listed = async (signal: AbortSignal) =>
    readImages(await http.list({ method: 'GET', path: '/images/json' }, signal, unlimited));
  return {
    list: listed,
    async unused(scope, signal) {
      const [images, users] = await Promise.all([listed(signal), imageUsers(http, signal)]);
      return images.filter(({ id, dangling }) => !users.has(id) && (dangling || scope === 'unused'));
    },
    async inspect(id, signal) {
      const [inspected, history] = await about(
        'image',
        Promise.all([
          http.json({ method: 'GET', path: `${pathOf(id)}/json` }, signal),
          http.json({ method: 'GET', path: `${pathOf(id)}/history` }, signal),
        ]),
      );
      return { ...readImageDetail(inspected, history), ...(await readStoredSize(http, inspected, signal)) };
    },
    remove: (id, options, signal) => removeImage(http, id, options, signal),
    commit: (commit, signal) => commitContainer(http, commit, signal),
    async tag(id, reference, signal) {
      const query = nameOf(reference);
      await about('image', http.good({ method: 'POST', path: `${pathOf(id)}/tag`, query }, signal));
    },
  };
}

/**
 * A reference's slashes are part of the path, as the docker CLI sends them. An id is told by its algorithm: of an image that is
 * gone Podman 5 takes the bare one for a name, and that for an error of its own.
 */
function pathOf(name: string): string {
  if (/^[0-9a-f]{64}$/.test(name)) return `/images/sha256:${name}`;
  return `/images/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/** Names of the containers, running or not, by the id of the image that they are made from. */
async function imageUsers(http: EngineHttp, signal: AbortSignal): Promise<Map<string, string[]>> {
  const users = new Map<string, string[]>();
  for (const row of list(await http.list({ method: 'GET', path: '/containers/json', query: { all: 1 } }, signal))) {
    const raw = record(row);
    const image = bareId(raw['ImageID']);
    if (image === undefined) continue;
    const name = text(list(raw['Names'])[0]).replace(/^\//, '') || text(raw['Id']).slice(0, 12);
    users.set(image, [...(users.get(image) ?? []), name]);
  }
  return users;
}

/**
 * Engines remove an image that has names in several repositories only by force, which also takes it from containers.
 * So the names go one by one, and before the first it is made sure that no container would keep the rest.
 */
async function removeImage(
  http: EngineHttp,
  id: string,
  { reference, force }: ImageRemoval,
  signal: AbortSignal,
): Promise<RemovedImage> {
  const dropped = (name: string) => drop(http, id, name, force, signal);
  if (reference !== undefined) return dropped(reference);
  if (force) return dropped(id);
  const users = (await imageUsers(http, signal)).get(id);
  if (users) throw inUse('image', users, undefined);
  const done = { untagged: new Array<string>(), deleted: new Array<string>() };
  for (const name of [...(await tagsOf(http, id, signal)), id]) {
    const { untagged, deleted } = await dropped(name);
    done.untagged.push(...untagged);
    done.deleted.push(...deleted);
    if (deleted.some((gone) => bareId(gone) === id)) break;
  }
  return done;
}

async function tagsOf(http: EngineHttp, id: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    return readImage(await http.json({ method: 'GET', path: `${pathOf(id)}/json` }, signal))?.tags ?? [];
  } catch (error) {
    if (toProblem(error).code === 'not-found') return [];
    throw error;
  }
}

async function drop(
  http: EngineHttp,
  id: string,
  name: string,
  force: boolean,
  signal: AbortSignal,
): Promise<RemovedImage> {
  const query = force ? { force: 1 } : {};
  try {
    return readRemoved(
      await about('image', http.json({ method: 'DELETE', path: pathOf(name), query }, signal, unlimited)),
    );
  } catch (error) {
    const { code, detail } = toProblem(error);
    if (code === 'not-found') return nothing;
    if (code !== 'conflict') throw error;
    const users = (await imageUsers(http, signal).catch(() => new Map<string, string[]>())).get(id);
    if (users) throw inUse('image', users, detail);
    throw problem('in-use', 'image-has-children', detail === undefined ? {} : { detail });
  }
}

/** The answer to a removal: `[{ "Untagged": … }, { "Deleted": … }]`. */
export function readRemoved(answer: unknown): RemovedImage {
  const rows = records(answer);
  const all = (key: string) => rows.map((row) => text(row[key])).filter((name) => name !== '');
  return { untagged: all('Untagged'), deleted: all('Deleted') };
}
