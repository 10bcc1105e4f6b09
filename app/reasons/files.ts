/** Of the files of a container. */
export interface FileReasons {
  'file-missing': { readonly path: string };
  'file-slow': { readonly seconds: number };
  'file-needs-running': undefined;
  'file-needs-shell': undefined;
  'file-name-taken': { readonly name: string };
  'file-mounted': { readonly path: string };
  'file-read-only': undefined;
  'file-no-room': undefined;
  'file-refused': undefined;
  'file-changed': undefined;
  'file-owner-untold': undefined;
  'file-in-memory': { readonly path: string };
  'download-unwritten': undefined;
  'download-too-many': { readonly most: number };
  'download-odd': { readonly path: string };
}
