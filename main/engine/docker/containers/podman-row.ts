import type { Container } from '../../../../app/containers.ts';
import { record } from '../../../base/json.ts';
import type { EngineHttp } from '../http/http.ts';
import { isPublished } from './ports.ts';

/** Exit code of what was ended by SIGKILL: by somebody's stop that took too long, or by the kernel. */
const killed = 137;

/** Before 5.8 Podman's list does not know of ports that are not published; a row is the same on each, from a list and an inspect. */
export function publishedOnly(row: Container): Container {
  return { ...row, ports: row.ports.filter(isPublished) };
}

/** A row of Podman from an inspect as its list has it, and whether somebody stopped what was killed: it sends no event of that. */
export async function podmanRow(http: EngineHttp, row: Container, signal: AbortSignal): Promise<Container> {
  const listed = publishedOnly(row);
  const isUnclear = row.state === 'exited' && row.exitCode === killed && !row.oomKilled;
  return isUnclear && (await wasStopped(http, row.id, signal)) ? { ...listed, stopped: true } : listed;
}

/** Only its own API tells, and that not before 5. False where it cannot be read: the row is worth more. */
async function wasStopped(http: EngineHttp, id: string, signal: AbortSignal): Promise<boolean> {
  if ((await http.agreed(signal)).libpod === undefined) return false;
  const request = { api: 'libpod', method: 'GET', path: `/containers/${encodeURIComponent(id)}/json` } as const;
  const inspected = record(await http.json(request, signal).catch(() => undefined));
  return record(inspected['State'])['StoppedByUser'] === true;
}
