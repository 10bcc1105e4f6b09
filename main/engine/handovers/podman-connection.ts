import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { problem } from '../../../app/rpc/problem.ts';
import { isRecord, parseRecord, record } from '../../base/json.ts';
import { codeOf, diskProblem } from '../../disk/disk-problem.ts';
import { readTextWithin } from '../../disk/read-file.ts';
import { writeAtomically } from '../../disk/write-file.ts';
import { Look } from '../endpoints/look.ts';
import type { Machine } from '../endpoints/machine.ts';
import { connectionsFile, readPodmanConnections } from '../endpoints/podman-connections.ts';
import { type Handed, nameTaken, type Receiver } from './handed.ts';

/** Bytes of a file of connections; Podman's own has some hundred a connection. */
const longest = 1024 * 1024;

/** Podman's connections: `podman-connections.json`, which Podman reads since version 5. Older ones are told by `podman` only. */
export const podmanConnections: Receiver = {
  command: ({ name, url }) => ['podman', 'system', 'connection', 'add', name, url],
  // Which file it is, the version of the program decides.
  files: async ({ name, url }, machine, byProgram) =>
    byProgram
      ? []
      : [
          {
            path: connectionsFile(machine),
            text: JSON.stringify({ Connection: { Connections: { [name]: entryOf(url) } } }),
          },
        ],
  check: async ({ name, url, tls }, machine) => {
    if (tls) throw problem('unsupported', 'handover-podman-tls');
    // Podman would go there now to ask for it.
    if (/^ssh:\/\/[^/]+\/?$/.test(url)) throw problem('unsupported', 'handover-podman-socket');
    if (url.startsWith('npipe:')) throw problem('unsupported', 'handover-podman-pipe');
    const known = await readPodmanConnections(new Look(machine));
    if (known.some((one) => one.name === name)) throw nameTaken();
  },
  write,
};

function entryOf(url: string): { readonly URI: string } {
  return { URI: url };
}

/** Adds one entry; all else in the file stays as it is, also what only Podman understands. */
async function write({ name, url }: Handed, machine: Machine): Promise<void> {
  const named = connectionsFile(machine);
  // Where it is a link it stays one.
  const file = await realpath(named).catch(() => named);
  try {
    const before = await readBefore(file);
    const whole = before === undefined ? {} : parseRecord(before.text);
    if (!whole) throw problem('unsupported', 'handover-file-damaged', { detail: file });
    const connection = record(whole['Connection']);
    const connections = isRecord(connection['Connections']) ? connection['Connections'] : {};
    if (Object.hasOwn(connections, name)) throw nameTaken();
    const first = Object.keys(connections).length === 0 && !connection['Default'];
    const next = {
      ...whole,
      Connection: {
        ...connection,
        // As Podman does.
        ...(first ? { Default: name } : {}),
        Connections: { ...connections, [name]: entryOf(url) },
      },
    };
    await mkdir(dirname(file), { recursive: true, mode: 0o755 });
    await writeAtomically(file, JSON.stringify(next), before?.stats);
  } catch (error) {
    throw diskProblem(error, 'handover-unwritten');
  }
}

async function readBefore(file: string) {
  const stats = await stat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  return stats && { text: await readTextWithin(file, longest), stats };
}
