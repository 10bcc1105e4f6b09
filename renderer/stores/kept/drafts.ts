import type { Link } from '../link/link.ts';
import { type Document, isDirty } from './document.ts';
import { beforeLeaving } from './leaving.ts';

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

/** What is kept of a document; without a text nothing is, any more. */
interface Draft {
  readonly text?: string;
  readonly version?: string;
}

/** Keeps drafts of the documents that `documentOf` finds by their path. */
export function createDrafts(link: Link, documentOf: (path: string) => Document | undefined): Drafts {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const asked = new Set<Promise<void>>();
  /** What main did not take: most likely there was no link. */
  const untold = new Set<string>();
  /** What main was told and has not answered. */
  const unanswered = new Map<string, Draft>();
  /** What the page before this one had told, of documents that are not open yet. */
  const left: Map<string, Draft> = new Map(
    beforeLeaving<[string, Draft][]>('drafts', () => {
      void flushAll();
      const all = [...left, ...unanswered];
      return all.length === 0 ? undefined : all;
    }),
  );
  const flush = (path: string) => {
    const document = documentOf(path);
    if (!(timers.has(path) || untold.has(path)) || !document) return;
    clearTimeout(timers.get(path));
    timers.delete(path);
    untold.delete(path);
    left.delete(path);
    const draft = draftOf(document);
    unanswered.set(path, draft);
    const answer = tell(link, path, draft)
      .catch(() => void untold.add(path))
      .finally(() => {
        asked.delete(answer);
        if (unanswered.get(path) === draft && !untold.has(path)) unanswered.delete(path);
      });
    asked.add(answer);
  };
  const flushAll = async () => {
    for (const path of new Set([...timers.keys(), ...untold])) flush(path);
    await Promise.all(asked);
  };
  const touch = (path: string) => {
    clearTimeout(timers.get(path));
    timers.set(
      path,
      setTimeout(() => flush(path), draftDelay),
    );
  };
  return {
    flush,
    again: (path) => {
      if (untold.has(path)) flush(path);
    },
    flushAll,
    touch,
    read: async (path) => {
      const draft = left.get(path);
      if (!draft) return link.ask((client) => client.documents.draft({ path }));
      touch(path);
      const { text } = draft;
      return text === undefined ? undefined : { ...draft, text };
    },
  };
}

function tell(link: Link, path: string, draft: Draft): Promise<void> {
  const { text } = draft;
  return link.ask(({ documents }) =>
    text === undefined ? documents.dropDraft({ path }) : documents.saveDraft({ path, ...draft, text }),
  );
}

function draftOf(document: Document): Draft {
  const { text, base } = document;
  if (!isDirty(document)) return {};
  return { text, ...(base === undefined ? {} : { version: base.version }) };
}
