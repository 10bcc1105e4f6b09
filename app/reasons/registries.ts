/** Of registries and of logins to them. */
export interface RegistryReasons {
  'login-wanted': undefined;
  'login-refused': undefined;
  'login-wrong': undefined;
  'login-in-environment': { readonly variable: string };
  'registry-denies': undefined;
  'registry-no-image': undefined;
  'registry-engine-no-image': undefined;
  'registry-no-tls': undefined;
  'registry-distrusted': undefined;
  'registry-away': undefined;
  'helper-name-strange': undefined;
  'helper-failed': { readonly helper: string };
  'helper-not-runnable': { readonly helper: string };
  'docker-config-unreadable': undefined;
  'docker-config-damaged': undefined;
  'docker-config-unwritable': undefined;
  'environment-unread': { readonly variable: string };
  'environment-entry-unread': { readonly variable: string; readonly server: string };
}
