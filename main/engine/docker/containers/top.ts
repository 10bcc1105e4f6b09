import type { Top } from '../../../../app/containers.ts';
import { list, record, text, texts } from '../../../base/json.ts';
import type { EngineHttp } from '../http/http.ts';

/** Processes that are given: more than anybody reads. */
const most = 500;
/** UTF-16 units of a field, and of a command line. */
const mostOfField = 100;
const mostOfCommand = 4096;

/** What is asked for; the names of `ps` and those of Podman's own listing are the same. */
const fields = 'user,pid,ppid,pcpu,rss,time,args';

/**
 * The processes of a running container. Docker has the machine's `ps` list them, with these arguments; Podman lists them
 * itself where it gets names, so that nothing need be in the container.
 */
export async function readTop(http: EngineHttp, id: string, signal: AbortSignal): Promise<Top> {
  const query = { ps_args: (await http.isPodman(signal)) ? fields : `-eo ${fields}` };
  return toTop(await http.json({ method: 'GET', path: `/containers/${encodeURIComponent(id)}/top`, query }, signal));
}

/** `{"Titles": [name, …], "Processes": [[value, …], …]}`, with values in the order of the titles. */
export function toTop(value: unknown): Top {
  const { Titles, Processes } = record(value);
  const titles = texts(Titles);
  const rows = list(Processes);
  const at = (...names: readonly string[]): number => titles.findIndex((title) => names.includes(title));
  const columns = { user: at('USER', 'UID'), pid: at('PID'), parent: at('PPID'), cpu: at('%CPU', 'C') };
  const others = { memory: at('RSS'), time: at('TIME'), command: at('COMMAND', 'CMD') };
  const processes = rows.slice(0, most).map((row) => {
    const cells = list(row);
    const cell = (column: number, longest = mostOfField): string => text(cells[column]).slice(0, longest);
    const memory = wholeNumber(cell(others.memory));
    return {
      pid: wholeNumber(cell(columns.pid)) ?? 0,
      parent: wholeNumber(cell(columns.parent)) ?? 0,
      user: cell(columns.user),
      cpu: cell(columns.cpu),
      ...(memory === undefined ? {} : { memory: memory * 1024 }),
      time: cell(others.time),
      command: cell(others.command, mostOfCommand),
    };
  });
  return { processes, more: Math.max(0, rows.length - most) };
}

function wholeNumber(written: string): number | undefined {
  return /^\d{1,12}$/.test(written) ? Number(written) : undefined;
}
