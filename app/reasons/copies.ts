/** Of copies from engine to engine. */
export interface CopyReasons {
  'copy-same-engine': undefined;
  'copy-nowhere': undefined;
  'copy-differs': { readonly image: string };
  'copy-other-image': { readonly image: string };
  'copy-needs-tar': undefined;
  'copy-no-folder': { readonly path: string };
  'copy-name-there': { readonly name: string; readonly folder: string };
  'copy-into-itself': { readonly path: string };
  'copy-tar-failed': undefined;
}
