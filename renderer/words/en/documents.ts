import type { DocumentReasons } from '../../../app/reasons/documents.ts';
import type { ReasonWords } from '../language/types.ts';

export const documentReasons: ReasonWords<DocumentReasons> = {
  'folder-too-wide': [
    'All of this folder would be sent to the engine, with keys and logins in it.',
    'Move what you build into a folder of its own.',
  ],
  'folder-not-written-to': ['Gantry writes no files into this folder.', 'Use a folder of its own for what you build.'],
  'place-refused': [
    'Gantry does not use this place for you.',
    'It may hold logins, keys or settings of your system. Use another folder.',
  ],
  'document-not-opened': 'Only files that were opened here are read and written.',
  'document-too-long': 'The file is longer than 1 MiB.',
  'document-changed': 'The file on the disk is not the one that was opened.',
  'document-not-text': 'This file is not text in UTF-8.',
  'document-of-another': ['The file cannot be written.', 'Ask its owner, or start Gantry as a user who may write it.'],
  'draft-not-kept': 'Unsaved work cannot be kept on the disk.',
};
