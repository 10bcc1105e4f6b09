import { type ReactNode, useState } from 'react';
import { fileOf } from '../../commands/typing/recordings.ts';
import { useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { FormWindow } from '../parts/FormWindow.tsx';
import { TargetField } from '../transfers/TargetField.tsx';
import { fileName, pathFault, useTargetPath } from '../transfers/use-target-path.ts';

const { saving } = words.terminal;
const { save } = words.recordings.player;

/** Asks where to save all that a recording shows, as text. */
export function SaveRecording({ path, onClose }: { path: string; onClose: () => void }): ReactNode {
  const { notices } = useSession();
  const [overwrite, setOverwrite] = useState(false);
  const name = fileOf(path).replace(/\.cast$/i, '');
  const target = useTargetPath(`${fileName(name) || 'recording'}.txt`);
  const to = target.path.trim();
  const { busy, problem, send } = useSubmit();
  const fault = pathFault(to, /[^/\\]\.(log|txt)$/i, saving.ending);
  const submit = () =>
    send(
      (client) => client.recordings.saveText({ path, to, overwrite }),
      ({ bytes }) => {
        onClose();
        notices.succeed(save.done({ bytes, path: to }));
      },
    );
  return (
    <FormWindow
      title={save.title({ name: printable(name, 80) })}
      verb={saving.verb}
      ready={fault === undefined}
      busy={busy}
      problem={problem}
      failed={save.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      <TargetField target={target} fault={fault} text={{ ...saving, fileHint: save.hint }} />
      <Checkbox label={saving.overwrite} checked={overwrite} onChange={setOverwrite} />
    </FormWindow>
  );
}
