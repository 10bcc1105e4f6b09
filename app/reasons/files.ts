/** Of the files of a container. */
export interface FileReasons {
  'file-missing': { readonly path: string };
  'file-slow': { readonly seconds: number };
}
