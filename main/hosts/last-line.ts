import { closeSync, constants, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { redacted, secretsOf } from './redact.ts';

/** The most that is kept of one error, in characters: a stack of some dozen lines with its causes. */
const longestEntry = 8 * 1024;

/** A file that is larger (bytes) makes room for a new one; the one before stays. */
const fullFile = 256 * 1024;

/** So many errors within so many ms, and the program can no longer be trusted with going on. */
const mostFaults = 3;
const faultWindow = 60_000;

/** Failures of operations that are written down within `faultWindow`: a page can cause them as it likes. */
const mostNotes = 20;

/** What a host gives to its last line once it has it. */
export interface Relief {
  /** Tells the windows that something went wrong and the program goes on. */
  readonly tell: () => void;
  /** Ends the program properly, with everything saved. */
  readonly end: (code: number) => void;
  /** Texts that must never be written, besides what looks like a secret and the environment's own. */
  readonly secrets: readonly string[];
}

export interface LastLine {
  /** Writes an error down that failed an operation: whoever asked for that has been told. */
  readonly note: (error: unknown) => void;
  /** From here on there is somebody to tell. */
  readonly relieve: (relief: Relief) => void;
}

/**
 * What nobody foresaw ends here instead of ending the program: an exception out of a callback, a promise that nobody
 * waits for. It is written to `faults.log` with its stack and without secrets, and the windows are told; three in a
 * minute end the program properly. Which operation an exception out of a callback belongs to is not known: to follow that
 * through Node 20 would make every `await` of the program take twice as long. What an operation's own promise rejects
 * with fails that operation (`app/rpc/serve.ts`), and comes here to be noted.
 * @param dir the data folder, asked for when there is something to write; made if missing
 */
export function holdLastLine(dir: () => string): LastLine {
  const faults = new Recent();
  const notes = new Recent();
  let relief: Relief = { tell: () => undefined, end: (code) => process.exit(code), secrets: [] };
  let ending = false;
  const hold = (what: string, error: unknown) => {
    try {
      writeDown(dir, what, describe(error, relief.secrets));
      if (ending) return;
      ending = faults.add() >= mostFaults;
      if (!ending) {
        relief.tell();
        return;
      }
      say(`ends: ${mostFaults} unforeseen errors within ${faultWindow / 1000} s`);
      relief.end(1);
    } catch {
      // Nothing may come out of here: it would come back in.
    }
  };
  process.on('uncaughtException', (error) => hold('exception', error));
  process.on('unhandledRejection', (reason) => hold('rejection', reason));
  for (const output of [process.stdout, process.stderr]) {
    if (!output.listeners('error').includes(ignore)) output.on('error', ignore);
  }
  return {
    note: (error) => {
      if (notes.add() <= mostNotes) writeDown(dir, 'failure of an operation', describe(error, relief.secrets));
    },
    relieve: (who) => (relief = who),
  };
}

/** Counts what happened within the last `faultWindow` ms. */
class Recent {
  #times: number[] = [];

  add(): number {
    const now = performance.now();
    this.#times = [...this.#times.filter((time) => now - time < faultWindow), now].slice(-mostNotes - 1);
    return this.#times.length;
  }
}

/** Synchronously: the program may be at its end. What cannot be written is said on stderr all the same. */
function writeDown(dir: () => string, what: string, text: string): void {
  let place = 'is not written down';
  try {
    const file = join(dir(), 'faults.log');
    append(dir(), file, `${new Date().toISOString()} ${what}: ${text}\n\n`);
    place = `is written down in ${file}`;
  } catch {
    // A full or missing disk must not be a fault of its own.
  }
  say(`an unforeseen error (${what}) ${place}: ${text.split('\n', 1)[0]}`);
}

function append(dir: string, file: string, entry: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > fullFile) renameSync(file, file.replace(/\.log$/, '.1.log'));
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Neither through a link nor into a pipe that nobody reads. Windows knows neither flag, and takes none then.
  const handle = openSync(file, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    writeSync(handle, entry);
  } finally {
    closeSync(handle);
  }
}

/** The stacks of an error and of what caused it, for anything else what it looks like; without secrets. */
function describe(error: unknown, secrets: readonly string[]): string {
  const texts: string[] = [];
  try {
    for (let at = error; at !== undefined && texts.length < 4; at = at instanceof Error ? at.cause : undefined) {
      texts.push(at instanceof Error ? (at.stack ?? String(at)) : inspect(at, { depth: 1 }));
    }
  } catch {
    texts.push('an error that cannot be read');
  }
  const text = texts.join('\ncaused by ').slice(0, 8 * longestEntry);
  return redacted(text, [...secrets, ...secretsOf(process.env)]).slice(0, longestEntry);
}

/** A terminal that was closed: what is said there then is said to nobody, and is no fault. */
function ignore(): void {}

function say(what: string): void {
  process.stderr.write(`gantry: ${what}\n`);
}
