import { type ReactNode, useState } from 'react';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { words } from '../../words/words.ts';
import { TargetField } from '../transfers/TargetField.tsx';
import { TransferForm, useTaskForm } from '../transfers/TransferForm.tsx';
import { fileName, pathFault, useTargetPath } from '../transfers/use-target-path.ts';

const { saving } = words.terminal;

interface SaveTerminalProps {
  readonly session: string;
  /** The container's. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks where to save all that a terminal holds, as text. */
export function SaveTerminal({ session, name, onClose }: SaveTerminalProps): ReactNode {
  const [overwrite, setOverwrite] = useState(false);
  const target = useTargetPath(`${fileName(name) || 'shell'}.txt`);
  const path = target.path.trim();
  const { submit, start } = useTaskForm(onClose);
  const fault = pathFault(path, /[^/\\]\.(log|txt)$/i, saving.ending);
  return (
    <TransferForm
      title={saving.title({ name })}
      description={saving.description}
      verb={saving.verb}
      fault={fault}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.terminal.save({ session, path, overwrite }))}
    >
      <TargetField target={target} fault={fault} text={saving} />
      <Checkbox label={saving.overwrite} checked={overwrite} onChange={setOverwrite} />
    </TransferForm>
  );
}
