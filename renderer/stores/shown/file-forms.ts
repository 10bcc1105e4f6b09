import type { ContainerId } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { FileEntry } from '../../../app/files.ts';

interface InFolder {
  readonly engine: EngineId;
  readonly id: ContainerId;
  readonly folder: string;
  /** Told when something in it was changed. */
  readonly changed: () => void;
}

type OfFile = InFolder & { readonly entry: FileEntry };

/** What the forms of a container's files are opened with, by their names among the forms. */
export interface FileForms {
  readonly 'files.folder': { readonly target: InFolder };
  /** Of absolute paths in the container. */
  readonly 'files.download': {
    readonly engine: EngineId;
    readonly id: ContainerId;
    readonly paths: readonly string[];
  };
  /** Of some names in a folder. */
  readonly 'files.copy': {
    readonly engine: EngineId;
    readonly id: ContainerId;
    readonly folder: string;
    readonly names: readonly string[];
  };
  readonly 'files.rename': { readonly target: OfFile };
  /** At least one, all of one folder. */
  readonly 'files.change': { readonly targets: readonly OfFile[] };
}
