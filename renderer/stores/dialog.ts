import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineId } from '../../app/engine.ts';
import type { Image } from '../../app/images.ts';
import type { RunOpening } from './run-drafts.ts';
import type { TransferForms } from './transfer-forms.ts';

/** The registry of forms: what each is opened with. A form's component stands under the same name in `shell/Form.tsx`. */
export interface DialogForms extends TransferForms {
  readonly 'containers.run': RunOpening;
  readonly 'images.prune': { readonly engine: EngineId };
  readonly 'images.remove': { readonly engine: EngineId; readonly image: Image };
  readonly 'images.tag': { readonly engine: EngineId; readonly image: Image };
  readonly 'networks.connect': { readonly engine: EngineId; readonly network: string; readonly name: string };
  readonly 'networks.create': { readonly engine: EngineId };
  readonly 'networks.prune': { readonly engine: EngineId };
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
