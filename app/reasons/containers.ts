/** Of what is done to containers. */
export interface ContainerReasons {
  'container-runs': undefined;
  'port-unpublishable': undefined;
  'network-missing': undefined;
  'mount-impossible': undefined;
  'user-missing': undefined;
  'workdir-impossible': undefined;
  'limit-impossible': undefined;
  'command-impossible': undefined;
  'create-disk-full': undefined;
  'image-missing': { readonly image: string };
  'command-too-long': { readonly most: number };
  'command-backslash': undefined;
  'command-open-quote': { readonly quote: string };
  'run-line-none': undefined;
  'option-impossible': undefined;
  'health-by-itself': undefined;
  'signal-unknown': { readonly signal: string };
  'limits-fixed': undefined;
  'limits-ignored': { readonly limits: string };
  'memory-above-swap': undefined;
  'restart-of-removed': undefined;
  'swap-of-running': undefined;
  'name-taken': { readonly name: string };
}
