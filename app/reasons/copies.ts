/** Of copies from engine to engine. */
export interface CopyReasons {
  'copy-same-engine': undefined;
  'copy-nowhere': undefined;
  'copy-differs': { readonly image: string };
  'copy-other-image': { readonly image: string };
  'copy-needs-tar': undefined;
  'copy-tar-failed': undefined;
}
