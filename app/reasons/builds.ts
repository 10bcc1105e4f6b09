import type { BuildAbility } from '../build/abilities.ts';

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
  'build-values-not-kept': undefined;
}
