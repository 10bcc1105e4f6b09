import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { problem } from '../../../../app/rpc/problem.ts';
import { record, text } from '../../../base/json.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp, Limits } from '../http/http.ts';

/** Where a volume is in the container that is made for it. */
export const inside = '/volume';
/** What was made must go again, also where the engine is slow, in ms. */
const removeTime = 30_000;
const unlimited: Limits = { time: undefined };

/** What a helper is besides its volume. */
interface Helper {
  readonly image: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly readOnly: boolean;
}

/** Makes a container for a volume, which is not started; resolves with its id. */
export async function makeHelper(
  http: EngineHttp,
  volume: string,
  { image, entrypoint, command, readOnly }: Helper,
  signal: AbortSignal,
): Promise<string> {
  const body = {
    Image: image,
    User: '0',
    Entrypoint: entrypoint,
    Cmd: command,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: true,
    HostConfig: { Binds: [`${volume}:${inside}${readOnly ? ':ro' : ''}`], NetworkMode: 'none' },
  };
  const query = { name: `gantry-copy-${randomBytes(6).toString('hex')}` };
  const made = await http.json({ method: 'POST', path: '/containers/create', query, body }, signal);
  return text(record(made)['Id']);
}

/** Removes a helper, whatever became of what it was made for. */
export async function removeHelper(http: EngineHttp, id: string): Promise<void> {
  await drop(http, `/containers/${id}`, { force: 1, v: 1 });
}

/** A container of an image that was made for it. */
export interface BareHelper {
  readonly image: string;
  readonly container: string;
}

/**
 * Makes a container that has a volume and nothing else: its image has no file, so that it works on an engine that has no
 * image, and nothing of it runs.
 */
export async function makeBareHelper(http: EngineHttp, volume: string, signal: AbortSignal): Promise<BareHelper> {
  const image = await makeBareImage(http, signal);
  try {
    const helper = { image, entrypoint: [], command: ['/none'], readOnly: false };
    return { image, container: await makeHelper(http, volume, helper, signal) };
  } catch (error) {
    await removeImage(http, image);
    throw error;
  }
}

/** Removes both. */
export async function removeBareHelper(http: EngineHttp, { image, container }: BareHelper): Promise<void> {
  await removeHelper(http, container);
  await removeImage(http, image);
}

const removeImage = (http: EngineHttp, image: string) => drop(http, `/images/${image}`, { force: 1 });

async function makeBareImage(http: EngineHttp, signal: AbortSignal): Promise<string> {
  // An archive of nothing: blocks of zeros are its end.
  const upload = Readable.from([Buffer.alloc(10_240)], { objectMode: false });
  const query = { fromSrc: '-' };
  const headers = { 'Content-Type': 'application/x-tar' };
  const request = { method: 'POST', path: '/images/create', query, headers, upload } as const;
  const { body } = await http.good(request, signal, { ...unlimited, bound: bounds.brief });
  const [id] = /\bsha256:[0-9a-f]{64}\b/.exec(body) ?? [];
  if (id === undefined) throw problem('internal', 'engine-odd', { detail: body.slice(0, 500) });
  return id;
}

async function drop(http: EngineHttp, path: string, query: Readonly<Record<string, number>>): Promise<void> {
  await http.call({ method: 'DELETE', path, query }, AbortSignal.timeout(removeTime)).catch(() => undefined);
}
