/** Of Compose and its files. */
export interface ComposeReasons {
  'compose-missing': undefined;
  'compose-too-old': { readonly version: string };
  'compose-not-started': undefined;
  'compose-failed': undefined;
  'compose-port-taken': undefined;
  'compose-port-taken-at': { readonly port: string };
  'compose-file-gone': undefined;
  'compose-file-invalid': undefined;
  'compose-engine-away': undefined;
  'compose-engine-denies': undefined;
  'compose-registry-refuses': undefined;
  'compose-no-image': undefined;
  'compose-registry-away': undefined;
  'compose-build-failed': undefined;
  'compose-disk-full': undefined;
  'compose-check-superseded': undefined;
  'project-empty': undefined;
}
