import type { EngineId } from '../../../app/engines/engine.ts';

/** What the forms of transfers and logins are opened with, by their names among the forms. */
export interface TransferForms {
  readonly 'transfers.pull': { readonly engine: EngineId; readonly reference?: string };
  readonly 'transfers.push': { readonly engine: EngineId; readonly reference?: string };
  /** References or full ids. */
  readonly 'transfers.save': { readonly engine: EngineId; readonly references: readonly string[] };
  readonly 'transfers.load': { readonly engine: EngineId };
  /** `onDone` is told when a login was kept. */
  readonly 'registries.login': { readonly engine: EngineId; readonly server?: string; readonly onDone?: () => void };
}
