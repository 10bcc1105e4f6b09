import type { EngineId } from '../../../app/engines/engine.ts';
import type { KeptHow } from '../../../app/terminal.ts';

/** What the forms of shells are opened with, by their names among the forms. */
export interface ShellForms {
  readonly 'containers.shell': {
    readonly engine: EngineId;
    /** `image` as the list names it: where it is known, what is chosen is remembered for it. */
    readonly container: { readonly id: string; readonly name: string; readonly image?: string };
    /** What the fields begin with; without it what was chosen last for the image. */
    readonly how?: KeptHow;
    /** The tab that the shell is to be in; without it in a new one. */
    readonly tab?: string;
  };
}
