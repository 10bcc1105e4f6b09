import type { EngineId } from '../../../app/engines/engine.ts';
import type { DialogForms } from '../../stores/shown/dialog.ts';
import type { CommandIcon, GlobalCommand } from './command.ts';
import { changeOn } from './guard.ts';

interface OnEngine {
  readonly engine: EngineId;
}

/** The forms that need to know no more than the engine. */
type FormOnEngine = { [K in keyof DialogForms]: OnEngine extends DialogForms[K] ? K : never }[keyof DialogForms];

/** Opens a form that changes an engine, which is asked for where several could be meant; the command is called as its form. */
export function openForm(id: FormOnEngine, label: string, icon: CommandIcon): GlobalCommand {
  return {
    id,
    label,
    icon,
    run: (session) =>
      changeOn(session, label, (engine) => {
        session.dialog.show({ kind: id, with: { engine } });
      }),
  };
}
