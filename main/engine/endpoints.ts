import type { EngineId, EngineSource } from '../../app/engine.ts';

/** How to reach an engine. */
export type Address =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'npipe'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles }
  | { readonly kind: 'ssh'; readonly url: string }
  /** What was configured cannot be used: connecting fails with this reason. */
  | { readonly kind: 'invalid'; readonly reason: string };

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
}
