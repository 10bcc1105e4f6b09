import { list, record, texts } from '../../../base/json.ts';
import type { ContainerProcess } from '../../ports/containers.ts';
import type { EngineHttp } from '../http/http.ts';

/** As `ps` of the engine's machine takes it: `S` counts to a process what its ended children had. */
const forDocker = 'S -eo pid,ppid,sess,cputimes';
/** Podman has words of its own, and a parent's number only as the container counts. */
const forPodman = 'hpid,pid,ppid,time';

/** What runs in a container, by the engine's `top`. It takes some 20 ms. */
export async function readProcesses(
  http: EngineHttp,
  id: string,
  signal: AbortSignal,
): Promise<readonly ContainerProcess[]> {
  const isPodman = await http.isPodman(signal);
  const query = { ps_args: isPodman ? forPodman : forDocker };
  const path = `/containers/${encodeURIComponent(id)}/top`;
  const answer = record(await http.json({ method: 'GET', path, query }, signal));
  return (isPodman ? ofPodman : ofDocker)(list(answer['Processes']).map(texts));
}

/** Rows of number, parent's number, kernel's session and seconds; any other row is left out. */
export function ofDocker(rows: readonly (readonly string[])[]): ContainerProcess[] {
  return rows.flatMap((row) => {
    const [pid = NaN, parent = NaN, session = NaN, cpu = NaN] = row.map(Number);
    return [pid, parent, session, cpu].every(isCount) ? [{ pid, parent, session, cpu }] : [];
  });
}

/** Rows of number, number and parent's number as the container counts, and Go's duration; any other row is left out. */
export function ofPodman(rows: readonly (readonly string[])[]): ContainerProcess[] {
  const numbers = new Map(rows.map(([pid = '', inside = '']) => [inside, Number(pid)]));
  return rows.flatMap(([number = '', , parent = '', time = '']) => {
    const [pid, cpu] = [Number(number), seconds(time)];
    if (!isCount(pid) || cpu === undefined) return [];
    return [{ pid, parent: numbers.get(parent) ?? 0, session: undefined, cpu }];
  });
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** `1h2m3.5s`; undefined for what is none. */
function seconds(duration: string): number | undefined {
  const parts = /^(?:(\d{1,9})h)?(?:(\d{1,9})m)?(\d{1,9}(?:\.\d{1,9})?)s$/.exec(duration);
  if (!parts) return undefined;
  const [, h = 0, m = 0, s = 0] = parts;
  return Number(h) * 3600 + Number(m) * 60 + Number(s);
}
