import { setTimeout as sleep } from 'node:timers/promises';
import { records, text } from '../../../base/json.ts';
import type { EngineHttp, Limits } from '../http/http.ts';

/** The label of all that is made for a toolbox. */
export const label = 'dev.gantry.toolbox';

/** All files of a container take as long as there are. */
const unlimited: Limits = { time: undefined };
/** A container whose end was asked for twice is gone a moment later: how often that is looked at, and after how many ms. */
const looks = 50;
const lookPause = 100;

/** Puts all files of a container, without those of its volumes, into a folder of another one that is not started yet. */
export async function copyFiles(
  http: EngineHttp,
  from: string,
  to: { readonly container: string; readonly folder: string },
  signal: AbortSignal,
): Promise<void> {
  const upload = await http.stream({ method: 'GET', path: `/containers/${from}/export` }, signal);
  const path = `/containers/${to.container}/archive`;
  const headers = { 'Content-Type': 'application/x-tar' };
  await http.good({ method: 'PUT', path, query: { path: to.folder }, headers, upload }, signal, unlimited);
}

/** Removes every container that carries a mark, then every image: one that a container has mounted stays. */
export async function removeMarked(http: EngineHttp, mark: string, signal: AbortSignal): Promise<void> {
  const filters = JSON.stringify({ label: [`${label}=${mark}`] });
  const marked = async (kind: 'containers' | 'images') => {
    const request = { method: 'GET', path: `/${kind}/json`, query: { all: 1, filters } } as const;
    return records(await http.list(request, signal)).map(({ Id }) => text(Id));
  };
  const drop = async (path: string, query: Readonly<Record<string, number>>) => {
    // 409: it goes already.
    await http.good({ method: 'DELETE', path, query }, signal, unlimited, [404, 409]);
  };
  for (const id of await marked('containers')) await drop(`/containers/${encodeURIComponent(id)}`, { force: 1, v: 1 });
  for (let look = 0; look < looks && (await marked('containers')).length > 0; look += 1) {
    await sleep(lookPause, undefined, { signal });
  }
  for (const id of await marked('images')) await drop(`/images/${encodeURIComponent(id)}`, { force: 1 });
}
