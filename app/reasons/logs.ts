/** Of logs and searches in them. */
export interface LogReasons {
  'log-damaged': undefined;
  'log-unread': undefined;
  'log-driver': { readonly driver: string };
  'log-time-invalid': undefined;
  'log-container-gone': undefined;
  'log-containers-gone': undefined;
  'log-not-kept': undefined;
  'log-folder-unwritable': undefined;
  'log-folder-unusable': undefined;
  'log-folder-not-ours': undefined;
  'log-disk-full': undefined;
  'log-rotated': undefined;
  'log-changed': undefined;
  'log-removed-unread': undefined;
  'log-moved': undefined;
  'not-a-log': undefined;
  'no-log-to-save': undefined;
  'log-view-closed': undefined;
  'log-text-too-long': { readonly bytes: number };
  'search-closed': undefined;
  'too-many-searches': undefined;
  'time-missing': undefined;
  'time-of-day': undefined;
  'time-unread': undefined;
  'time-unreal': undefined;
  'pattern-invalid': undefined;
  'pattern-flags': undefined;
  'pattern-too-slow': undefined;
}
