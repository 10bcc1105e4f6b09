import { isMainThread, parentPort } from 'node:worker_threads';
import { startThread } from './thread.ts';
import type { JobAnswer, JobOrder, Jobs } from './utility.ts';

/** What a job may keep, in MiB: a text of 1 MiB becomes a tree of a hundred times that. */
const memory = 384;

/** How a utility process of Electron's speaks with the process that started it. */
interface ElectronPort {
  postMessage(message: unknown, transfer: readonly never[]): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/**
 * The program of a utility process. Jobs run in a thread of it, so that the process hears whatever a job does that its
 * parent is gone, and ends. The last argument of the process names the program, for the thread.
 */
export function serveJobs(jobs: Jobs): void {
  if (isMainThread) passOn(process.argv.at(-1) ?? '');
  else doJobs(jobs);
}

function passOn(program: string): void {
  const electron: unknown = Reflect.get(process, 'parentPort');
  const thread = startThread(program, memory);
  thread.on('error', endNow);
  thread.on('exit', endNow);
  if (isElectronPort(electron)) {
    thread.on('message', (answer) => electron.postMessage(answer, []));
    electron.on('message', ({ data }) => thread.postMessage(data, []));
    return;
  }
  process.on('disconnect', endNow);
  thread.on('message', (answer) => process.send?.(answer, undefined, undefined, () => undefined));
  process.on('message', (order) => thread.postMessage(order, []));
  if (!process.connected) endNow();
}

/** Electron ends its utility processes itself when their parent is gone. */
function isElectronPort(port: unknown): port is ElectronPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port;
}

/** Without waiting for the thread, which may never come to its end. */
function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

function doJobs(jobs: Jobs): void {
  const port = parentPort;
  port?.on('message', (order: JobOrder) => void perform(jobs, order).then((answer) => port.postMessage(answer, [])));
  port?.postMessage({ kind: 'ready' } satisfies JobAnswer, []);
}

async function perform(jobs: Jobs, { job, input }: JobOrder): Promise<JobAnswer> {
  try {
    return { kind: 'done', output: await jobs[job]?.(input as never) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
