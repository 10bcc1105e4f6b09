/** Of the way to an engine through ssh. `host` is the machine, as the address names it; `command` is the line that mends it. */
export interface SshReasons {
  'ssh-missing': undefined;
  'ssh-configured-badly': undefined;
  'ssh-address-invalid': undefined;
  'ssh-failed': { readonly host: string; readonly command: string };
  'ssh-denied': { readonly host: string; readonly command: string };
  'ssh-host-key-unknown': { readonly host: string };
  'ssh-host-key-changed': { readonly host: string; readonly command: string };
  'ssh-no-such-machine': { readonly host: string };
  'ssh-nothing-listens': { readonly host: string };
  'ssh-silent': { readonly host: string };
  'ssh-no-way': { readonly host: string };
  'ssh-no-engine': { readonly host: string };
  'ssh-engine-down': { readonly host: string; readonly socket: string; readonly command: string };
  'ssh-socket-denied': {
    readonly host: string;
    readonly socket: string;
    readonly user: string;
    readonly command: string;
  };
  'ssh-no-stream': { readonly host: string };
}
