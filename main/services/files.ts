import { homedir } from 'node:os';
import { join } from 'node:path';
import { type FileDraft, type files, maxFileSize } from '../../app/files.ts';
import type { Service } from '../../app/rpc/operation.ts';
import { Drafts } from './drafts.ts';
import type { Grants } from './files/grants.ts';
import { listFolder } from './files/list-folder.ts';
import { conflict, createText, readText, replaceText, tooLong } from './files/text-file.ts';
import { watchFile } from './files/watch-file.ts';

/** Reads and writes text files for the editor, as far as they are granted; keeps unsaved work in a folder. */
export function createFiles(dataDir: string, grants: Grants): Service<typeof files> {
  const drafts = new Drafts(join(dataDir, 'drafts'));
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
    write: async ({ path, text, version }) => {
      if (Buffer.byteLength(text) > maxFileSize) throw tooLong();
      const { real, place } = await grants.writing(path);
      if (real === undefined && version !== undefined) throw conflict();
      if (real !== undefined) return { version: await replaceText(real, text, version) };
      const made = await createText(place, text);
      grants.wasRead(place);
      return { version: made };
    },
    watch: ({ path }, { signal }) => watchFile(path, grants, signal),
    draft: async ({ path }) => {
      await grants.editing(path);
      return drafts.read(path);
    },
    saveDraft: async ({ path, text, version }) => {
      await grants.editing(path);
      if (Buffer.byteLength(text) > maxFileSize) throw tooLong();
      const draft: FileDraft = { text, ...(version === undefined ? {} : { version }) };
      await drafts.save(path, draft);
    },
    dropDraft: ({ path }) => drafts.drop(path),
  };
}
