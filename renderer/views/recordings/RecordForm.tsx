import { type ReactNode, useState } from 'react';
import { useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { FormWindow } from '../parts/FormWindow.tsx';
import { TargetField } from '../transfers/TargetField.tsx';
import { fileName, pathFault, useTargetPath } from '../transfers/use-target-path.ts';

const { form, started } = words.recordings;

interface RecordFormProps {
  readonly session: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks where a shell is to be recorded to. */
export function RecordForm({ session, name, onClose }: RecordFormProps): ReactNode {
  const { focus, spoken } = useSession();
  const [overwrite, setOverwrite] = useState(false);
  const target = useTargetPath(`${fileName(name) || 'shell'}.cast`);
  const path = target.path.trim();
  const { busy, problem, send } = useSubmit();
  const fault = pathFault(path, /[^/\\]\.cast$/i, form.ending);
  const submit = () =>
    send(
      (client) => client.recordings.start({ session, name, path, overwrite }),
      () => {
        onClose();
        spoken.say(started({ name }));
        focus.toShell(session);
      },
    );
  return (
    <FormWindow
      title={form.title({ name: printable(name, 80) })}
      verb={form.verb}
      ready={fault === undefined}
      busy={busy}
      problem={problem}
      failed={form.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      <TargetField target={target} fault={fault} text={{ ...form, fileHint: form.hint }} />
      <Checkbox label={form.overwrite} checked={overwrite} onChange={setOverwrite} />
    </FormWindow>
  );
}
