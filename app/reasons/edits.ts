/** Of changing a container that is there. */
export interface EditReasons {
  'edit-unkept': undefined;
  'edits-too-many': undefined;
  'edit-paused': { readonly name: string };
  'edit-gone': { readonly name: string };
  'edit-under-way': undefined;
  'edit-over': undefined;
  'edit-image-nameless': undefined;
  'edit-ended': { readonly code: number };
  'edit-restarts': { readonly code: number };
  'edit-unhealthy': { readonly command: string };
  'edit-not-undone': undefined;
}
