/** Of shells in containers. */
export interface ShellReasons {
  'exec-unnamed': undefined;
  'exec-ended': undefined;
  'shell-ended': undefined;
  'shell-not-running': undefined;
  'attach-not-running': undefined;
  'shell-does-not-read': undefined;
  'shell-container-ended': { readonly code: number };
  'shell-container-oom': undefined;
  'shell-container-removed': undefined;
  'shell-container-restarted': undefined;
  /** So many times one after the other. */
  'shell-ends-quickly': { readonly count: number };
  /** Of a container that is in the processes of another one, a pod or the like. */
  'toolbox-shared-processes': undefined;
  'toolbox-no-shell': { readonly image: string };
  'privileged-refused': undefined;
  'console-missing': undefined;
  'console-not-started': { readonly program: string };
  'console-failed': { readonly program: string; readonly code: number };
  'cli-missing': undefined;
  'upload-nowhere': undefined;
  'upload-not-writable': { readonly folder: string };
  'upload-into-memory': { readonly folder: string };
  'upload-folder-there': { readonly name: string; readonly folder: string };
  /** `name` is one of so many. */
  'upload-exists': { readonly name: string; readonly count: number; readonly folder: string };
  'upload-too-many': { readonly most: number };
  'upload-too-long': undefined;
  'upload-out-of-turn': undefined;
  'upload-over': undefined;
  'upload-stalled': undefined;
  'upload-not-moved': undefined;
  'upload-not-unpacked': { readonly folder: string };
  'files-read-only': undefined;
  'shells-too-many': { readonly most: number };
}
