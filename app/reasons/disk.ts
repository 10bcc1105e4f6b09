/** Of the disk of this machine. */
export interface DiskReasons {
  'no-such-file': undefined;
  'not-a-file': undefined;
  'disk-full': undefined;
  'file-too-long': undefined;
  'file-unreadable': undefined;
  'file-unwritable': undefined;
  'file-unusable': undefined;
  'folder-unreadable': undefined;
  'folder-unusable': undefined;
  'not-kept': undefined;
}
