import type { Health } from '../../../../app/containers.ts';
import { record, records, text } from '../../../base/json.ts';
import type { EngineHealth } from '../../ports/health.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { readHealth } from './container-row.ts';

/**
 * How those containers are that run and are checked, by id, where the engine's list in Docker's words leaves it out: as
 * Podman's does, whose own list has it. Empty elsewhere, and where that cannot be read: the list is worth more.
 */
export async function listHealths(http: EngineHttp, signal: AbortSignal): Promise<ReadonlyMap<string, Health>> {
  if ((await http.agreed(signal)).libpod === undefined) return new Map();
  const query = { filters: JSON.stringify({ health: ['healthy', 'unhealthy', 'starting'] }) };
  const request = { api: 'libpod', method: 'GET', path: '/containers/json', query } as const;
  const rows = records(await http.list(request, signal).catch(() => []));
  return new Map(rows.map(({ Id, Status }) => [text(Id), readHealth(Status)]));
}

/** Podman's health checks, which it runs by itself only where systemd keeps its timers. */
export function podmanHealth(http: EngineHttp): EngineHealth {
  return {
    async check(id, signal) {
      const path = `/containers/${encodeURIComponent(id)}/healthcheck`;
      const limits = { time: undefined, bound: bounds.object };
      return readHealth(record(await http.json({ api: 'libpod', method: 'GET', path }, signal, limits))['Status']);
    },
  };
}
