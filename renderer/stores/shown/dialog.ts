import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BuildRecord } from '../../../app/builds.ts';
import type { Container, ContainerRecipe } from '../../../app/containers.ts';
import type { DockTab } from '../../../app/dock.ts';
import type { ConnectionState } from '../../../app/engines/connections.ts';
import type { EngineId, EngineState } from '../../../app/engines/engine.ts';
import type { HandoverTo } from '../../../app/engines/handovers.ts';
import type { Image } from '../../../app/images.ts';
import type { Snippet } from '../../../app/text/snippets.ts';
import type { FileForms } from './file-forms.ts';
import type { RunOpening } from './run-drafts.ts';
import type { ShellForms } from './shell-forms.ts';
import type { TransferForms } from './transfer-forms.ts';

interface Several {
  readonly targets: readonly { readonly engine: EngineId; readonly container: Container }[];
  readonly of: number;
}

/** The registry of forms: what each is opened with. A form's component stands under the same name in `shell/Form.tsx`. */
export interface DialogForms extends FileForms, ShellForms, TransferForms {
  /** Of a new one without. */
  readonly 'connections.form': { readonly connection?: ConnectionState };
  readonly 'connections.handover': { readonly connection: ConnectionState; readonly to: HandoverTo };
  readonly 'containers.debug': { readonly engine: EngineId; readonly container: Container };
  /** Of at least one, `of` how many that were chosen. */
  readonly 'containers.stop-with': Several;
  readonly 'containers.signal': Several;
  readonly 'containers.limits': { readonly engine: EngineId; readonly container: Container };
  readonly 'containers.write': { readonly engine: EngineId; readonly container: Container };
  readonly 'images.commit': { readonly engine: EngineId; readonly container: Container };
  readonly 'transfers.export': { readonly engine: EngineId; readonly container: Container };
  /** With what the container is made with now. */
  readonly 'containers.edit': {
    readonly engine: EngineId;
    readonly container: Container;
    readonly recipe: ContainerRecipe;
  };
  readonly 'containers.prune': { readonly engine: EngineId };
  readonly 'containers.rename': { readonly engine: EngineId; readonly container: Container };
  readonly 'containers.run': RunOpening;
  /** With the sessions that are chosen to begin with. */
  readonly 'dock.broadcast': { readonly sessions: readonly string[] };
  readonly 'dock.rename': { readonly tab: DockTab };
  readonly 'engines.choose': {
    readonly what: string;
    readonly changes: boolean;
    readonly go: (engine: EngineState) => void;
  };
  readonly 'copies.images': {
    readonly engine: EngineId;
    readonly name: string;
    /** All names of each, or the id of one that has none. */
    readonly references: readonly string[];
    /** How many they are. */
    readonly images: number;
  };
  readonly 'copies.volume': { readonly engine: EngineId; readonly id: string; readonly users: readonly string[] };
  readonly 'copies.container': { readonly engine: EngineId; readonly container: Container };
  readonly 'images.prune': { readonly engine: EngineId };
  readonly 'images.remove': { readonly engine: EngineId; readonly image: Image };
  /** The earlier one, and the later one. */
  readonly 'builds.compare': { readonly before: BuildRecord; readonly after: BuildRecord };
  readonly 'builds.prune': { readonly engine: EngineId };
  readonly 'images.tag': { readonly engine: EngineId; readonly image: Image };
  readonly 'networks.connect': { readonly engine: EngineId; readonly network: string; readonly name: string };
  readonly 'networks.create': { readonly engine: EngineId };
  readonly 'networks.prune': { readonly engine: EngineId };
  readonly 'recordings.start': { readonly session: string; readonly name: string };
  readonly 'recordings.open': { readonly title: string };
  /** Of an absolute path. */
  readonly 'recordings.save': { readonly path: string };
  /** Of a new one without. */
  readonly 'snippets.form': { readonly snippet?: Snippet };
  readonly 'terminal.save': { readonly session: string; readonly name: string };
  readonly 'volumes.create': { readonly engine: EngineId };
  readonly 'volumes.prune': { readonly engine: EngineId };
}

/** A form and what it is opened with. */
export type DialogRequest = {
  [K in keyof DialogForms]: { readonly kind: K; readonly with: DialogForms[K] };
}[keyof DialogForms];

/** The one form that lies over the window. */
export interface DialogStore {
  readonly state: StoreApi<{ readonly open: DialogRequest | undefined }>;
  /** Opens a form in place of the one that is open. */
  show(request: DialogRequest): void;
  close(): void;
}

export function createDialogStore(): DialogStore {
  const state: DialogStore['state'] = createStore(() => ({ open: undefined }));
  return { state, show: (open) => state.setState({ open }), close: () => state.setState({ open: undefined }) };
}
