/** Of files of this machine that are edited here. */
export interface DocumentReasons {
  'folder-too-wide': undefined;
  'folder-not-written-to': undefined;
  'place-refused': undefined;
  'document-not-opened': undefined;
  'document-too-long': undefined;
  'document-changed': undefined;
  'document-not-text': undefined;
  'document-of-another': undefined;
  'draft-not-kept': undefined;
}
