import type { TlsPaths } from '../../../app/engines/connections.ts';
import type { EngineColour, EngineGuard, EngineId, EngineSource } from '../../../app/engines/engine.ts';
import type { Cause } from '../../../app/rpc/problem.ts';

/** How to reach an engine. */
export type Address =
  /** `far`: something behind the socket leads to another machine. */
  | { readonly kind: 'unix'; readonly path: string; readonly far?: true }
  | { readonly kind: 'npipe'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles }
  | SshAddress
  /** What was configured cannot be used: connecting fails with this, or with what it comes from. */
  | { readonly kind: 'invalid'; readonly reason: string; readonly because?: Cause };

/** An engine on a machine that the system's ssh leads to. */
export interface SshAddress {
  readonly kind: 'ssh';
  /** `ssh://[user@]host[:port][/path of a socket]` */
  readonly url: string;
  /** The file of a private key that ssh is told of, where its own configuration does not. */
  readonly identity?: string;
  /** How ssh is started, and whom it asks; without, it asks nobody. */
  readonly help?: SshHelp;
}

/** What ssh needs of the rest of the program. */
export interface SshHelp {
  readonly env: NodeJS.ProcessEnv;
  /** Asks a person what ssh asks. Rejects where there is no answer. */
  ask(question: SshQuestion, signal: AbortSignal): Promise<string>;
}

/** What ssh asks; the answer is what it is given. */
export type SshQuestion =
  | { readonly kind: 'passphrase'; readonly key: string }
  | { readonly kind: 'host-key'; readonly host: string; readonly algorithm: string; readonly fingerprint: string }
  /** Anything else, in ssh's or the machine's own words: a password, a code. */
  | { readonly kind: 'password'; readonly words: string };

/** PEM texts, already read. */
export interface TlsFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly skipVerify: boolean;
}

export interface Endpoint {
  readonly id: EngineId;
  readonly name: string;
  /** As the docker CLI writes it. */
  readonly url: string;
  readonly source: EngineSource;
  readonly address: Address;
  /** The file of another program that names it. */
  readonly file?: string;
  /** The virtual machine of Podman's on this machine that it runs in. */
  readonly machine?: string;
  /** Where the files of TLS are, of one that a person added. */
  readonly tls?: TlsPaths;
}

/** An endpoint with what a person made of it; what they left is grey and not guarded. */
export interface KnownEngine extends Endpoint {
  readonly colour?: EngineColour;
  readonly guard?: EngineGuard;
}

/** An engine that a person added, as it is kept. */
export interface OwnEngine {
  readonly name: string;
  readonly url: string;
  /** Paths of PEM files; with it, even empty, the connection is made over TLS. */
  readonly tls?: TlsPaths;
}
