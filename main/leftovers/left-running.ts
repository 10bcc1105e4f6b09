import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kept } from '../disk/data-folder.ts';
import { Notes } from '../disk/notes.ts';
import { processIds, sendSignal } from '../processes/group.ts';

/** Stands in the environment of a program, and so of all that it starts. */
const variable = 'GANTRY_PROGRAM';
const markerName = /^[0-9a-f]{32}$/;
/** How long what was left running may take to end once it is asked to, in ms. */
const patience = 5_000;
/** How often it is looked whether it has, in ms. */
const look = 50;

/** Runs a program with the environment that it is given, and leaves word of it meanwhile. */
export type Marked = <T>(env: NodeJS.ProcessEnv, run: (env: NodeJS.ProcessEnv) => Promise<T>) => Promise<T>;

/**
 * Programs that are to end with Gantry, and do not when it is killed: nothing tells them. Each has a marker of its own in
 * its environment, and there is a note of that while it runs; the next start ends whatever has it. On Linux, where the
 * system tells the environment of a process.
 */
export class LeftRunning {
  readonly #notes: Notes;

  constructor(kept: Kept) {
    this.#notes = new Notes(kept, 'running');
  }

  readonly marked: Marked = (env, run) => {
    const marker = randomBytes(16).toString('hex');
    return this.#notes.during(marker, '', () => run({ ...env, [variable]: marker }));
  };

  /** Ends what an earlier process left. Never rejects. */
  async sweep(): Promise<void> {
    const markers = (await this.#notes.left()).filter((name) => markerName.test(name));
    if (markers.length === 0) return;
    await endMarked(new Set(markers));
    for (const marker of markers) await this.#notes.remove(marker);
  }
}

/** Asks every process with one of the markers to end; makes those end that have not in time. */
async function endMarked(markers: ReadonlySet<string>): Promise<void> {
  const end = performance.now() + patience;
  let asked = new Set<number>();
  for (let left = await pidsOf(markers); left.length > 0; left = await pidsOf(markers)) {
    const late = performance.now() >= end;
    for (const pid of left) if (late || !asked.has(pid)) sendSignal(pid, late ? 'SIGKILL' : 'SIGTERM');
    if (late) return;
    asked = new Set([...asked, ...left]);
    await sleep(look);
  }
}

async function pidsOf(markers: ReadonlySet<string>): Promise<number[]> {
  const pids = await processIds();
  const marked = await Promise.all(pids.map(async (pid) => ((await isMarked(pid, markers)) ? [pid] : [])));
  return marked.flat();
}

async function isMarked(pid: number, markers: ReadonlySet<string>): Promise<boolean> {
  try {
    // Root may read everybody's, and anybody could copy a marker that they saw.
    const { uid } = await stat(`/proc/${pid}`);
    if (uid !== process.getuid?.()) return false;
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1');
    const entry = environment.split('\0').find((entry) => entry.startsWith(`${variable}=`));
    return entry !== undefined && markers.has(entry.slice(variable.length + 1));
  } catch {
    // It has ended, or is somebody else's.
    return false;
  }
}
