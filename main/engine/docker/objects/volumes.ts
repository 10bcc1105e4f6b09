import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import { type Volume, type VolumeDetail, VolumeName, type VolumeSizes } from '../../../../app/volumes.ts';
import { figure, instant, isRecord, list, record, text, textMap } from '../../../base/json.ts';
import type { EngineVolumes } from '../../ports/volumes.ts';
import type { EngineHttp, Limits } from '../http/http.ts';
import { notAnEngine } from '../http/problems.ts';
import { composeOf } from './compose-labels.ts';
import { about, containersWith, inUse } from './object-problems.ts';
import { readFiles, writeFiles } from './volume-files.ts';
import { readByTar } from './volume-tar.ts';

/** Walking through the files takes minutes where there are millions; a driver's remove may too. */
const unlimited: Limits = { time: undefined };

/** The volumes of an engine. */
export function dockerVolumes(http: EngineHttp): EngineVolumes {
  const listed = async (query: Readonly<Record<string, string>>, signal: AbortSignal) =>
    readVolumes(await http.list({ method: 'GET', path: '/volumes', query }, signal));
  const inspect: EngineVolumes['inspect'] = async (name, signal) =>
    readVolumeDetail(await about('volume', http.json({ method: 'GET', path: pathOf(name) }, signal)));
  return {
    list: (signal) => listed({}, signal),
    unused: (signal) => listed({ filters: JSON.stringify({ dangling: ['true'] }) }, signal),
    inspect,
    async create({ name, driver, options, labels }, signal) {
      // Engines answer with the old volume where the name is taken, as if they had made it.
      if (name !== '' && (await exists(inspect(name, signal)))) {
        throw problem('conflict', 'volume-exists', { params: { name }, field: 'name' });
      }
      const body = { ...(name === '' ? {} : { Name: name }), Driver: driver, DriverOpts: options, Labels: labels };
      const made = await http.json({ method: 'POST', path: '/volumes/create', body }, signal, unlimited);
      return text(record(made)['Name']) || name;
    },
    remove: (name, signal) => removeVolume(http, name, signal),
    async sizes(signal) {
      // Engines before API 1.42 do not know `type`, and measure everything.
      const query = { type: 'volume' };
      return readSizes(await http.list({ method: 'GET', path: '/system/df', query }, signal, unlimited));
    },
    async *read(name, signal) {
      // Making a container would make a volume that is not there.
      await inspect(name, signal);
      yield* (await http.isPodman(signal)) ? readByTar(http, name, signal) : readFiles(http, name, signal);
    },
    write: (name, archive, signal) => writeFiles(http, name, archive, signal),
  };
}

function pathOf(name: string): string {
  return `/volumes/${encodeURIComponent(name)}`;
}

async function exists(inspected: Promise<unknown>): Promise<boolean> {
  try {
    await inspected;
    return true;
  } catch (error) {
    if (toProblem(error).code === 'not-found') return false;
    throw error;
  }
}

async function removeVolume(http: EngineHttp, name: string, signal: AbortSignal): Promise<void> {
  try {
    await about('volume', http.good({ method: 'DELETE', path: pathOf(name) }, signal, unlimited, [404]));
  } catch (error) {
    const { code, detail } = toProblem(error);
    if (code !== 'conflict' && code !== 'internal') throw error;
    const users = await containersWith(http, { volume: [name] }, signal).catch(() => []);
    throw users.length > 0 ? inUse('volume', users, detail) : error;
  }
}

/** The answer of `GET /volumes`; rows that are none are left out. Throws a ProblemError if it is another answer. */
export function readVolumes(answer: unknown): Volume[] {
  if (!isRecord(answer)) throw notAnEngine('a list of volumes that is none');
  return list(answer['Volumes'])
    .map(readVolume)
    .filter((volume) => volume !== undefined);
}

/** One volume; undefined if it has no name that could be asked for. */
export function readVolume(value: unknown): Volume | undefined {
  const raw = record(value);
  const id = text(raw['Name']);
  if (!VolumeName.safeParse(id).success) return undefined;
  const labels = textMap(raw['Labels']);
  const { project } = composeOf(labels);
  return {
    id,
    driver: text(raw['Driver']) || 'local',
    mountpoint: text(raw['Mountpoint']),
    created: instant(raw['CreatedAt']),
    labels,
    ...(project === undefined ? {} : { project }),
    // Engines before Docker 23 and Podman do not label them; there 64 hex digits tell.
    anonymous: Object.hasOwn(labels, 'com.docker.volume.anonymous') || /^[0-9a-f]{64}$/.test(id),
  };
}

function readVolumeDetail(value: unknown): VolumeDetail {
  const volume = readVolume(value);
  if (!volume) throw notAnEngine('a volume without a name');
  const raw = record(value);
  return { ...volume, scope: text(raw['Scope']), options: textMap(raw['Options']), raw: value };
}

/** Sizes from the answer of `GET /system/df`; -1 means that the driver does not know. */
export function readSizes(answer: unknown): VolumeSizes {
  const sizes: [string, number][] = [];
  for (const item of list(record(answer)['Volumes'])) {
    const name = text(record(item)['Name']);
    const size = figure(record(record(item)['UsageData'])['Size']) ?? -1;
    if (name !== '' && size >= 0) sizes.push([name, size]);
  }
  return Object.fromEntries(sizes);
}
