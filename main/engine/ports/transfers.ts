import type { Readable } from 'node:stream';
import type { ImageReference } from '../../../app/text/image-reference.ts';

/** What Gantry asks of an engine to move images. */
export interface EngineTransfers {
  /** Fetches an image; ends when it is there, throws a ProblemError when it is not. `auth` absent: as anybody. */
  pull(
    reference: ImageReference,
    auth: RegistryAuth | undefined,
    platform: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<TransferEvent>;
  /** Sends an image to the registry in its name; ends when the registry has it. */
  push(reference: ImageReference, auth: RegistryAuth | undefined, signal: AbortSignal): AsyncIterable<TransferEvent>;
  /** The images as a tar archive, chunk by chunk; throws at its end if the engine did not finish it. */
  save(names: readonly string[], signal: AbortSignal): AsyncIterable<Buffer>;
  /** The files of a container as a tar archive; throws as `save` does. */
  export(container: string, signal: AbortSignal): AsyncIterable<Buffer>;
  /** Takes the images out of an archive; closes `archive` in any case. */
  load(archive: Readable, signal: AbortSignal): AsyncIterable<TransferEvent>;
  /** Asks a registry whether it takes this login; throws `unauthorized` if not. Some registries answer a token to keep instead. */
  login(auth: RegistryAuth, signal: AbortSignal): Promise<{ readonly identityToken?: string }>;
}

/** Who one is to a registry: a secret, for the engine only. */
export interface RegistryAuth {
  /** As Docker's configuration names it, e.g. `https://index.docker.io/v1/`. */
  readonly server: string;
  readonly username?: string;
  readonly password?: string;
  readonly identityToken?: string;
}

export type TransferEvent =
  /** A layer is at some step of its way, in the engine's words; bytes where it tells. */
  | {
      readonly kind: 'layer';
      readonly id: string;
      readonly status: string;
      readonly current?: number;
      readonly total?: number;
    }
  /** A sentence on the whole. */
  | { readonly kind: 'message'; readonly text: string }
  /** What the registry calls the image now or the image is pulled as, `sha256:…`. */
  | { readonly kind: 'digest'; readonly digest: string };
