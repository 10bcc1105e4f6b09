import { readdirSync, readFileSync } from 'node:fs';

/** What a host leaves on the machine: its processes, by /proc. */

/** A process that may have another's number later: its start tells them apart. */
export interface Seen {
  readonly pid: number;
  readonly started: string;
  readonly command: string;
}

/** A process and all that it started, as far as they still are its descendants. */
export function familyOf(pid: number): Seen[] {
  const all = processes();
  const family = all.filter((one) => one.pid === pid);
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.pid));
  return family;
}

/** Those of them that still run. */
export function stillRunning(seen: readonly Seen[]): Seen[] {
  const now = processes();
  return seen.filter(({ pid, started }) => now.some((one) => one.pid === pid && one.started === started));
}

function processes(): (Seen & { readonly parent: number })[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z') return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return [{ pid: Number(name), parent: Number(parent), started: rest[17] ?? '', command }];
      } catch {
        return [];
      }
    });
}
