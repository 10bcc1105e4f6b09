import { homedir } from 'node:os';
import { type documents, type FileDraft, maxFileSize } from '../../../app/documents.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { type During, unnoted } from '../../disk/unfinished.ts';
import { Drafts } from './drafts.ts';
import type { Grants } from './grants.ts';
import { listFolder } from './list-folder.ts';
import { conflict, createText, readText, replaceText, tooLong } from './text-file.ts';
import { watchFile } from './watch-file.ts';

export interface DocumentsService extends Service<typeof documents> {
  /** Resolves when every save and every draft that was asked for so far is on disk, or cannot be. */
  flush(): Promise<void>;
}

/**
 * Reads and writes text files for the editor, as far as they are granted; keeps unsaved work in Gantry's folder.
 * @param during told where a draft may be left if this process dies while it writes
 */
export function createDocuments(folder: Kept, grants: Grants, during: During = unnoted): DocumentsService {
  const drafts = new Drafts(folder);
  const saves = new Set<Promise<unknown>>();
  /**
   * Counts among what a flush waits for, from its first moment: where a window and its host end together, the last draft
   * is still being looked up when all others are written.
   */
  const saving = <T>(save: () => Promise<T>): Promise<T> => {
    const done = save();
    saves.add(done);
    return done.finally(() => saves.delete(done));
  };
  return {
    home: () => ({ path: homedir() }),
    list: async ({ folder, hidden = false }) => {
      await grants.listing(folder);
      return listFolder(folder, hidden);
    },
    read: async ({ path }) => {
      const real = await grants.reading(path);
      const found = await readText(real);
      grants.wasRead(real);
      return found;
    },
    write: ({ path, text, version }) =>
      saving(async () => {
        if (Buffer.byteLength(text) > maxFileSize) throw tooLong();
        const { real, place } = await grants.writing(path);
        if (real === undefined && version !== undefined) throw conflict();
        if (real !== undefined) return { version: await during(real, () => replaceText(real, text, version)) };
        const made = await createText(place, text);
        grants.wasRead(place);
        return { version: made };
      }),
    watch: ({ path }, { signal }) => watchFile(path, grants, signal),
    draft: async ({ path }) => {
      await grants.editing(path);
      return drafts.read(path);
    },
    saveDraft: ({ path, text, version }) =>
      saving(async () => {
        await grants.editing(path);
        if (Buffer.byteLength(text) > maxFileSize) throw tooLong();
        const draft: FileDraft = { text, ...(version === undefined ? {} : { version }) };
        await drafts.save(path, draft);
      }),
    dropDraft: ({ path }) => drafts.drop(path),
    flush: async () => {
      await Promise.allSettled(saves);
      await drafts.flush();
    },
  };
}
