/** What some builders cannot: each is a wish of an order, or several of one kind. */
export type BuildAbility =
  | 'lending'
  | 'limits'
  | 'several-platforms'
  | 'stages-anew'
  | 'cache-inline'
  | 'cache-registry'
  | 'output-nothing'
  | 'output-tar'
  | 'output-folder'
  | 'output-oci'
  | 'attestations';

/** Of builds, their folders and what is left out of them. */
export interface BuildReasons {
  'context-unread': undefined;
  'context-missing': undefined;
  'context-file-unreadable': undefined;
  'context-changed': undefined;
  'context-not-surveyed': undefined;
  'context-name-not-utf8': undefined;
  'not-a-folder': undefined;
  'build-folder-unreadable': undefined;
  'not-a-dockerfile': undefined;
  'dockerfile-unreadable': undefined;
  'ignore-unusable': { readonly file: string };
  'ignore-malformed': { readonly file: string };
  'ignore-lone-exception': { readonly file: string };
  'ignore-too-many': { readonly file: string };
  'ignore-hopeless': undefined;
  'ignore-takes-nothing-back': undefined;
  'build-failed': undefined;
  'build-failed-at': { readonly line: number };
  'build-disk-full': undefined;
  'build-disk-full-at': { readonly line: number };
  'build-lends-nothing': undefined;
  'build-cannot': { readonly ability: BuildAbility };
  'build-host-by-address': undefined;
  'secret-variable-missing': { readonly variable: string };
  'ssh-agent-away': undefined;
  'build-forgotten': undefined;
  'build-dockerfile-not-kept': undefined;
  'build-values-not-kept': undefined;
}
