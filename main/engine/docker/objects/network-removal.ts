import { toProblem } from '../../../../app/rpc/problem.ts';
import { type Raw, record, text } from '../../../base/json.ts';
import type { EngineHttp } from '../http/http.ts';
import { about, containersWith, inUse } from './object-problems.ts';

/** Where one network is asked about. */
export function networkPath(id: string): string {
  return `/networks/${encodeURIComponent(id)}`;
}

/**
 * Removes a network that no container is on, running or not. Rejects with `in-use`, naming them; one that is already
 * gone counts as removed. It is asked first, because engines do not refuse all that does harm: Docker lets go of a network
 * whose containers are stopped, and Podman, asked by id, of any; none of those containers could start again.
 * @param network its name where that is known: else the engine is asked for it
 */
export async function removeNetwork(
  http: EngineHttp,
  { id, name: known }: { readonly id: string; readonly name: string | undefined },
  signal: AbortSignal,
): Promise<void> {
  const name = known ?? (await nameOf(http, id, signal));
  if (name === undefined) return;
  const users = await usersOf(http, id, name, signal);
  if (users.length > 0) throw inUse('network', users, undefined);
  try {
    // By its name Podman also refuses what has come onto it since.
    const path = networkPath(name !== '' && (await http.isPodman(signal)) ? name : id);
    await about('network', http.good({ method: 'DELETE', path }, signal, {}, [404]));
  } catch (error) {
    // In use is 403 on Docker and 500 on Podman, which both also say for other reasons: who is on it decides.
    const { code, detail } = toProblem(error);
    if (code !== 'permission-denied' && code !== 'conflict' && code !== 'internal') throw error;
    const late = await usersOf(http, id, name, signal).catch(() => []);
    throw late.length > 0 ? inUse('network', late, detail) : error;
  }
}

/** Undefined for one that is gone. */
async function nameOf(http: EngineHttp, id: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return text(record(await http.json({ method: 'GET', path: networkPath(id) }, signal))['Name']);
  } catch (error) {
    if (toProblem(error).code === 'not-found') return undefined;
    throw error;
  }
}

function usersOf(http: EngineHttp, id: string, name: string, signal: AbortSignal): Promise<string[]> {
  const network = name === '' ? [id] : [id, name];
  return containersWith(http, { network }, signal, (row) => isOn(row, id, name));
}

/**
 * Docker may have two networks of one name; what has never run, and all on Podman 4, know only the name. A row that does
 * not say is taken at the filter's word.
 */
function isOn(row: Raw, id: string, name: string): boolean {
  const joined = Object.entries(record(record(row['NetworkSettings'])['Networks']));
  if (joined.length === 0) return true;
  return joined.some(([key, network]) => {
    const known = text(record(network)['NetworkID']);
    return known === id || (key === name && (known === '' || known === name));
  });
}
