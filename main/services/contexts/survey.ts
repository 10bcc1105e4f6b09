import { type Dir, type Dirent, lstatSync, opendirSync } from 'node:fs';
import { join } from 'node:path';
import type { ContextSurvey, Doubt } from '../../../app/build/contexts.ts';
import { IgnoreMatcher, type Matched } from '../../../app/dockerignore/matcher.ts';
import { readIgnoreFile, readIgnoreLines } from '../../../app/dockerignore/read.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { doubtOf } from './doubts.ts';
import { addTo, Biggest, Branch, Count, pruned } from './tally.ts';

/** What is looked at at most. */
export interface SurveyLimits {
  readonly entries: number;
  /** In ms. */
  readonly time: number;
}

/** A job is lost after 6 s; what was counted until then is worth more. */
const limits: SurveyLimits = { entries: 1_000_000, time: 4_000 };
const mostDoubts = 100;
/** Entries that are asked of the disk at once. */
const together = 1_024;

interface Place {
  /** With slashes, inside of the context; '' at the top. */
  readonly path: string;
  readonly matched: Matched;
  readonly branch: Branch;
}

/**
 * Goes through a folder as a build's context, for a text of an ignore file. It blocks until it is done, so it runs in a
 * process of its own. Links are counted and never followed; what cannot be read is counted too.
 * @throws ProblemError `invalid-input` for an ignore file that builds refuse, `not-found` where there is no folder
 */
export function surveyContext(folder: string, ignore: string, within: SurveyLimits = limits): ContextSurvey {
  return new Survey(folder, ignore, within).run();
}

class Survey {
  readonly #folder: string;
  readonly #matcher: IgnoreMatcher;
  readonly #lines: readonly { readonly line: number; readonly count: Count }[];
  readonly #top = new Branch('', true);
  readonly #biggest = new Biggest();
  readonly #doubts: Doubt[] = [];
  /** Deeper folders first: what waits is bounded by what one folder holds. */
  readonly #waiting: Place[] = [{ path: '', matched: [], branch: this.#top }];
  readonly #until: number;
  #left: number;
  #unread = 0;

  constructor(folder: string, ignore: string, { entries, time }: SurveyLimits) {
    this.#folder = folder;
    this.#matcher = new IgnoreMatcher(readIgnoreFile(ignore));
    this.#lines = readIgnoreLines(ignore).map(({ line }) => ({ line, count: new Count() }));
    this.#until = Date.now() + time;
    this.#left = entries;
  }

  run(): ContextSurvey {
    let truncated = false;
    for (let place = this.#waiting.pop(); place; place = this.#waiting.pop()) {
      truncated = !this.#inside(place);
      if (truncated) break;
    }
    return {
      top: pruned(this.#top),
      biggest: this.#biggest.list(),
      lines: this.#lines.map(({ line, count }) => ({ line, files: count.files, bytes: count.bytes })),
      doubts: this.#doubts,
      unread: this.#unread,
      truncated,
    };
  }

  /** Goes through one folder; false where that has to end before all is seen. */
  #inside(place: Place): boolean {
    const opened = this.#open(place);
    if (!opened) return true;
    try {
      for (let entry = opened.readSync(); entry; entry = opened.readSync()) {
        if (this.#left === 0 || (this.#left % together === 0 && Date.now() > this.#until)) return false;
        this.#left -= 1;
        this.#look(place, entry);
      }
    } catch {
      this.#unread += 1;
    } finally {
      opened.closeSync();
    }
    return Date.now() <= this.#until;
  }

  #open({ path, branch }: Place): Dir | undefined {
    try {
      return opendirSync(join(this.#folder, path), { bufferSize: together });
    } catch {
      if (branch === this.#top) throw problem('not-found', 'context-missing', { detail: this.#folder });
      this.#unread += 1;
      return undefined;
    }
  }

  #look(parent: Place, entry: Dirent): void {
    // Builds leave sockets out.
    if (entry.isSocket()) return;
    const { name } = entry;
    const path = parent.path === '' ? name : `${parent.path}/${name}`;
    const { ignored, matched } = this.#matcher.test(path, parent.matched);
    const branch = parent.branch.add(name, entry.isDirectory());
    const doubt = ignored || this.#doubts.length === mostDoubts ? undefined : doubtOf(name, branch.isFolder);
    if (doubt) this.#doubts.push({ path, kind: doubt });
    if (branch.isFolder) {
      this.#waiting.push({ path, matched, branch });
      return;
    }
    const bytes = entry.isFile() ? this.#size(path) : 0;
    addTo(branch, ignored, bytes);
    if (!ignored) this.#biggest.add(path, bytes);
    // The pattern that came last is the one that decided.
    else this.#lines[matched.lastIndexOf(true)]?.count.add(bytes);
  }

  /** In bytes; 0 where the disk does not say. */
  #size(path: string): number {
    try {
      return lstatSync(join(this.#folder, path)).size;
    } catch {
      this.#unread += 1;
      return 0;
    }
  }
}
