import type { Link } from '../link/link.ts';
import { type Document, isDirty } from './document.ts';

/** How long typing rests before unsaved work goes to the main process, in ms. */
const draftDelay = 300;

/** Unsaved work in the main process, where it survives a reload. */
export interface Drafts {
  /** The document changed: its draft is written, or dropped, soon. */
  touch(path: string): void;
  /** Writes what is due now. */
  flush(path: string): void;
  /** Writes what main did not take, for which it has to know the file. */
  again(path: string): void;
  /** Writes all that is due now; resolves when main has answered everything, however it did. */
  flushAll(): Promise<void>;
  /** Work kept from earlier. */
  read(path: string): Promise<{ readonly text: string; readonly version?: string } | undefined>;
}

/** Keeps drafts of the documents that `documentOf` finds by their path. */
export function createDrafts(link: Link, documentOf: (path: string) => Document | undefined): Drafts {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const asked = new Set<Promise<void>>();
  /** What main did not take: most likely there was no link. */
  const untold = new Set<string>();
  const flush = (path: string) => {
    const document = documentOf(path);
    if (!(timers.has(path) || untold.has(path)) || !document) return;
    clearTimeout(timers.get(path));
    timers.delete(path);
    untold.delete(path);
    const { text, base } = document;
    const version = base?.version;
    const answer = link
      .ask((client) =>
        isDirty(document)
          ? client.documents.saveDraft({ path, text, ...(version === undefined ? {} : { version }) })
          : client.documents.dropDraft({ path }),
      )
      .catch(() => void untold.add(path))
      .finally(() => asked.delete(answer));
    asked.add(answer);
  };
  const flushAll = async () => {
    for (const path of new Set([...timers.keys(), ...untold])) flush(path);
    await Promise.all(asked);
  };
  // A reload within the delay must not lose the work.
  globalThis.addEventListener?.('pagehide', () => void flushAll());
  return {
    flush,
    again: (path) => {
      if (untold.has(path)) flush(path);
    },
    flushAll,
    touch: (path) => {
      clearTimeout(timers.get(path));
      timers.set(
        path,
        setTimeout(() => flush(path), draftDelay),
      );
    },
    read: (path) => link.ask((client) => client.documents.draft({ path })),
  };
}
