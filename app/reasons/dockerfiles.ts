/** Of what is wrong in a Dockerfile. */
export interface DockerfileReasons {
  'directive-twice': { readonly name: string };
  'escape-impossible': { readonly given: string };
  'list-not-strings': undefined;
  'instructions-too-many': undefined;
  'heredoc-open': { readonly name: string };
  /** Flags with their `--`; `meant` is the one that is nearly called so, '' if there is none. */
  'flag-unknown': { readonly instruction: string; readonly flag: string; readonly meant: string };
  'flag-twice': { readonly flag: string };
  'flag-not-boolean': { readonly flag: string };
  'flag-without-value': { readonly flag: string };
  /** Of `RUN --mount`. */
  'mount-option-unknown': { readonly option: string; readonly meant: string };
  'mount-option-without-value': { readonly option: string };
  /** `allowed` with commas. */
  'mount-option-not-one-of': { readonly option: string; readonly allowed: string };
}
