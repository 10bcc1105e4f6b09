import type { StatsSample } from '../../../../app/stats.ts';
import { figure, type Raw, record, records, text } from '../../../base/json.ts';

/*
 * What a sample says beside the processor, by the docker CLI's formulas (cli/command/container/stats_helpers.go). Counters that
 * are none are left out: whoever sends them is not trusted.
 */

/** Networks, and entries of devices, that are added up: more than any container has. */
const mostAdded = 1000;

/** The figure, if it can be an amount of anything. */
function amount(value: unknown): number | undefined {
  const number = figure(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

/** The limit, unless it is as good as none: an engine writes 0 or the greatest number there is. */
function limitBelow(value: unknown, most: number): number | undefined {
  const limit = amount(value);
  return limit !== undefined && limit > 0 && limit < most ? limit : undefined;
}

/**
 * Without the page cache that can be dropped: `total_inactive_file` on cgroup v1, `inactive_file` on v2. Windows tells the
 * private working set instead. `machine`: bytes of the host, a limit of which is none.
 */
export function memoryFigures(
  stats: Raw,
  machine = Number.MAX_SAFE_INTEGER,
): Pick<StatsSample, 'memory' | 'cache' | 'memoryLimit'> {
  const memoryLimit = limitBelow(stats['limit'], machine);
  const limit = memoryLimit === undefined ? {} : { memoryLimit };
  const usage = amount(stats['usage']);
  if (!usage) {
    const working = amount(stats['privateworkingset']);
    return { ...(working ? { memory: working } : {}), ...limit };
  }
  const details = record(stats['stats']);
  const cache = amount(details['total_inactive_file']) ?? amount(details['inactive_file']);
  if (cache === undefined || cache >= usage) return { memory: usage, ...limit };
  return { memory: usage - cache, cache, ...limit };
}

/** Bytes over all networks; a container in the network of its host, or of another, has none of its own. */
export function networkFigures(networks: unknown): Pick<StatsSample, 'received' | 'sent'> {
  const each = Object.values(record(networks)).slice(0, mostAdded).map(record);
  if (each.length === 0) return {};
  const sum = (field: string): number => each.reduce((all, one) => all + (amount(one[field]) ?? 0), 0);
  return { received: sum('rx_bytes'), sent: sum('tx_bytes') };
}

/** Bytes from and to all block devices. An engine lists none before the first is used. */
export function blockFigures(raw: Raw): Pick<StatsSample, 'read' | 'written'> {
  const storage = record(raw['storage_stats']);
  const [read, written] = [amount(storage['read_size_bytes']), amount(storage['write_size_bytes'])];
  // Of Windows, where the other is an empty object.
  if (read !== undefined || written !== undefined) return { read: read ?? 0, written: written ?? 0 };
  const devices = record(raw['blkio_stats'])['io_service_bytes_recursive'];
  if (devices === undefined) return {};
  const sum = (letter: string): number =>
    records(devices)
      .slice(0, mostAdded)
      .filter(({ op }) => text(op).slice(0, 1).toLowerCase() === letter)
      .reduce((all, { value }) => all + (amount(value) ?? 0), 0);
  return { read: sum('r'), written: sum('w') };
}

/** Processes and threads; Windows tells none. */
export function processFigures(stats: Raw): Pick<StatsSample, 'pids' | 'pidsLimit'> {
  const pids = amount(stats['current']);
  const pidsLimit = limitBelow(stats['limit'], Number.MAX_SAFE_INTEGER);
  return pids === undefined ? {} : { pids, ...(pidsLimit === undefined ? {} : { pidsLimit }) };
}
