import { Readable } from 'node:stream';
import type { EngineHttp, Limits } from '../http/http.ts';
import { cancelled } from '../http/problems.ts';
import { reads } from '../http/reads.ts';
import { TarEnd } from '../streams/tar-end.ts';
import { RootEntry } from './root-entry.ts';
import { inside, makeBareHelper, removeBareHelper } from './volume-helper.ts';

const unlimited: Limits = { time: undefined };

/** The files of a volume by the archive of a container that has it, as `EngineVolumes.read` gives them. */
export async function* readFiles(http: EngineHttp, volume: string, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const helper = await makeBareHelper(http, volume, signal);
  try {
    const path = `/containers/${helper.container}/archive`;
    const stream = await http.stream({ method: 'GET', path, query: { path: `${inside}/.` } }, signal);
    const end = new TarEnd();
    for await (const chunk of reads(stream, signal)) {
      end.push(chunk);
      yield chunk;
    }
    if (signal.aborted) throw cancelled();
    end.check();
  } finally {
    await removeBareHelper(http, helper);
  }
}

/** Unpacks an archive into a volume, as `EngineVolumes.write` does. */
export async function writeFiles(
  http: EngineHttp,
  volume: string,
  archive: Readable,
  signal: AbortSignal,
): Promise<void> {
  // The archive may fail at any time, also before it is read.
  const failed = new AbortController();
  archive.on('error', (error) => failed.abort(error));
  const both = AbortSignal.any([signal, failed.signal]);
  try {
    const helper = await makeBareHelper(http, volume, both);
    try {
      const root = new RootEntry();
      const upload = Readable.from(root.watch(archive), { objectMode: false });
      await unpack(http, helper.container, inside, upload, both);
      if (failed.signal.aborted) throw failed.signal.reason;
      await setRoot(http, helper.container, root, both);
    } finally {
      await removeBareHelper(http, helper);
    }
  } catch (error) {
    if (failed.signal.aborted && !signal.aborted) throw failed.signal.reason;
    throw error;
  } finally {
    archive.destroy();
  }
}

/**
 * Gives the volume's own folder the owner and the rights that it had. Docker leaves a folder as it is, unless it is an
 * entry of what is unpacked around it. Podman gives a new volume to the user of the first container that is started with
 * it: there is nothing to start in this one, and it fails, but that is done then.
 */
async function setRoot(http: EngineHttp, container: string, root: RootEntry, signal: AbortSignal): Promise<void> {
  const podman = await http.isPodman(signal);
  if (podman) await http.call({ method: 'POST', path: `/containers/${container}/start` }, signal, unlimited);
  const entry = root.named(podman ? './' : `${inside.slice(1)}/`);
  if (!entry) return;
  await unpack(http, container, podman ? inside : '/', Readable.from([entry], { objectMode: false }), signal);
}

async function unpack(
  http: EngineHttp,
  container: string,
  path: string,
  upload: Readable,
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'Content-Type': 'application/x-tar' };
  const request = {
    method: 'PUT',
    path: `/containers/${container}/archive`,
    query: { path },
    headers,
    upload,
  } as const;
  await http.good(request, signal, unlimited);
}
