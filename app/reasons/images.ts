/** Of images, their names, archives and transfers. */
export interface ImageReasons {
  'image-has-children': undefined;
  'image-pushed-by-digest': undefined;
  'archive-disk-full': undefined;
  'archive-unfinished': undefined;
  'archive-invalid': undefined;
  'archive-unreadable': undefined;
  'archive-empty': undefined;
  'archive-no-file': undefined;
  'file-exists': undefined;
  'transfer-failed': undefined;
  'image-hidden': undefined;
  'reference-missing': undefined;
  'reference-too-long': { readonly most: number };
  'reference-is-id': undefined;
  'reference-nameless': undefined;
  'reference-domain': { readonly domain: string };
  'reference-capitals': undefined;
  'reference-name': undefined;
  'reference-name-too-long': { readonly most: number };
  'reference-tag-missing': undefined;
  'reference-tag-too-long': { readonly most: number };
  'reference-tag': undefined;
  'reference-digest': undefined;
  'reference-digest-length': { readonly algorithm: string; readonly length: number };
}
