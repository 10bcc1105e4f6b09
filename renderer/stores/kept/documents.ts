import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stop } from '../../../app/rpc/operation.ts';
import { type Problem, ProblemError, toProblem } from '../../../app/rpc/problem.ts';
import type { Link } from '../link/link.ts';
import {
  type Document,
  discarded,
  diskChanged,
  edited,
  forDisk,
  isDirty,
  keepMine,
  loadTheirs,
  type OnDisk,
  opened,
  saveBegan,
  saved,
  saveFailed,
} from './document.ts';
import { createDrafts, type Drafts } from './drafts.ts';

/** A file that a view has open, as far as it is known. */
export interface OpenDocument {
  /** Undefined while it is read for the first time. */
  readonly document?: Document;
  /** Why it could not be read or saved the last time. */
  readonly problem?: Problem;
}

export interface DocumentsStore {
  /** By absolute path. */
  readonly state: StoreApi<ReadonlyMap<string, OpenDocument>>;
  /** Reads a file and follows it on disk until the returned function is called. Unsaved work stays known after that. */
  open(path: string): Stop;
  edit(path: string, text: string): void;
  /** Writes the file; false when that failed, which the state then says. Nothing to save is a success. */
  save(path: string): Promise<boolean>;
  /** Whether there is work that is not on disk. */
  isDirty(path: string): boolean;
  keepMine(path: string): void;
  loadTheirs(path: string): void;
  /** Throws unsaved work away: back to what is on disk. */
  discard(path: string): void;
  /** Sends what main does not have yet; resolves when that, and every save under way, has been answered. */
  flush(): Promise<void>;
}

/** The window's edited files. Unsaved work is kept in the main process too, so that it survives a reload. */
export function createDocumentsStore(link: Link): DocumentsStore {
  const state = createStore<ReadonlyMap<string, OpenDocument>>(() => new Map());
  const drafts = createDrafts(link, (path) => state.getState().get(path)?.document);
  const saves = new Set<Promise<boolean>>();
  const put = (path: string, next: OpenDocument) => state.setState(new Map(state.getState()).set(path, next), true);
  const change = (path: string, how: (document: Document) => Document) => {
    const { document } = state.getState().get(path) ?? {};
    if (!document) return;
    const next = how(document);
    if (next === document) return;
    put(path, { document: next });
    if (next.text !== document.text || next.base !== document.base) drafts.touch(path);
  };
  const reading = createReading(link, { state, put, change }, drafts);
  return {
    state,
    open: (path) => {
      const refused = (problem: Problem) => put(path, { ...state.getState().get(path), problem });
      const stop = watchFile(link, path, () => reading.ask(path), refused);
      return () => {
        stop();
        drafts.flush(path);
      };
    },
    edit: (path, text) => change(path, (document) => edited(document, text)),
    save: (path) => {
      const done = save(link, { state, put, change }, path).finally(() => {
        saves.delete(done);
        reading.askAgain(path);
      });
      saves.add(done);
      return done;
    },
    isDirty: (path) => {
      const { document } = state.getState().get(path) ?? {};
      return document !== undefined && isDirty(document);
    },
    keepMine: (path) => change(path, keepMine),
    loadTheirs: (path) => change(path, loadTheirs),
    discard: (path) => change(path, discarded),
    flush: async () => {
      await Promise.all([...saves, drafts.flushAll()]);
      // A save that was answered meanwhile may have left a draft to drop.
      await drafts.flushAll();
    },
  };
}

/** The store's inside, for what takes several steps. */
interface Inside {
  readonly state: DocumentsStore['state'];
  readonly put: (path: string, next: OpenDocument) => void;
  /** Does nothing to a file that is not known. */
  readonly change: (path: string, how: (document: Document) => Document) => void;
}

async function save(link: Link, { state, put, change }: Inside, path: string): Promise<boolean> {
  const { document } = state.getState().get(path) ?? {};
  if (!document || document.saving || document.theirs) return false;
  const { base } = document;
  if (base && !isDirty(document)) return true;
  const text = forDisk(document);
  change(path, saveBegan);
  try {
    const version = base ? { version: base.version } : {};
    const written = await link.ask((client) => client.documents.write({ path, text, ...version }));
    change(path, (document) => saved(document, text, written.version));
    return true;
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === 'conflict') {
      const disk = await readDisk(link, path).catch(() => undefined);
      change(path, (document) => saveFailed(document, { disk }));
      return false;
    }
    change(path, (document) => saveFailed(document));
    const { document: kept } = state.getState().get(path) ?? {};
    if (kept) put(path, { document: kept, problem });
    return false;
  }
}

interface Reading {
  /** Takes over what a file has on disk now. */
  ask(path: string): void;
  /** The same once a save has ended, if it is not known since before. */
  askAgain(path: string): void;
}

/** Reads files that are known to have changed; answers are taken in the order of the questions. */
function createReading(link: Link, { state, put, change }: Inside, drafts: Drafts): Reading {
  /** The latest question for each file, as long as its answer was not taken. */
  const asked = new Map<string, symbol>();
  const documentOf = (path: string) => state.getState().get(path)?.document;
  const ask = async (path: string) => {
    const own = Symbol(path);
    asked.set(path, own);
    // While a save is under way nobody knows on which side of it an answer was made.
    const isOld = () => asked.get(path) !== own || documentOf(path)?.saving === true;
    try {
      const disk = await readDisk(link, path);
      const draft = documentOf(path) ? undefined : await drafts.read(path);
      if (isOld()) return;
      if (documentOf(path)) change(path, (document) => diskChanged(document, disk));
      else put(path, { document: opened(path, disk, draft) });
      drafts.again(path);
    } catch (error) {
      if (isOld()) return;
      const document = documentOf(path);
      put(path, { ...(document ? { document } : {}), problem: toProblem(error) });
    }
    asked.delete(path);
  };
  return {
    ask: (path) => void ask(path),
    askAgain: (path) => {
      if (asked.has(path)) void ask(path);
    },
  };
}

/** What a path holds now; undefined when there is no such file. */
async function readDisk(link: Link, path: string): Promise<OnDisk> {
  try {
    return await link.ask((client) => client.documents.read({ path }));
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-found') return undefined;
    throw error;
  }
}

/** Hears of every change on the disk until stopped, or that nobody edits such a file here. */
function watchFile(link: Link, path: string, changed: () => void, refused: (problem: Problem) => void): Stop {
  return link.live((client) =>
    client.documents.watch(
      { path },
      {
        onItem: changed,
        // A wire that broke is renewed; a refusal is not.
        onEnd: (problem) => {
          if (problem?.code === 'permission-denied') refused(problem);
        },
      },
    ),
  );
}
