import { type ReactNode, useState } from 'react';
import { startTask } from '../../commands/tasks.ts';
import { useSession } from '../../session.tsx';
import type { TransferForms } from '../../stores/transfer-forms.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FolderChooser } from '../FolderChooser.tsx';
import css from './TransferForm.module.css';
import { referenceFault, TransferForm, useTaskForm } from './TransferForm.tsx';
import { fileName, pathFault, useTargetPath } from './use-target-path.ts';

/** Asks which images to save and where. */
export function SaveForm(props: TransferForms['transfers.save'] & { readonly onClose: () => void }): ReactNode {
  const { engine, onClose } = props;
  const [names, setNames] = useState(props.references.join(' '));
  const [first = 'images'] = props.references;
  const { path, setPath, setFolder } = useTargetPath(`${fileName(first.replace(/^sha256:/, ''))}.tar`);
  const [overwrite, setOverwrite] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const { submit, start } = useTaskForm(onClose);
  const references = names.split(/\s+/).filter(Boolean);
  const nameFault = references.length === 0 ? 'Name an image.' : references.map(saveFault).find(Boolean);
  const fault = pathFault(path.trim(), /[^/\\]\.tar$/i, 'The name of an archive ends in .tar.');
  return (
    <TransferForm
      title="Save images to a file"
      verb="Save"
      fault={nameFault ?? fault}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.transfers.save({ engine, references, path: path.trim(), overwrite }))}
    >
      <TextField
        label="Images"
        mono
        value={names}
        onChange={setNames}
        hint="One or more, with spaces between them."
        error={names.trim() === '' ? undefined : nameFault}
      />
      <div className={css['row']}>
        <TextField
          label="File"
          mono
          value={path}
          onChange={setPath}
          hint="On the machine that Gantry runs on."
          error={path === '' ? undefined : fault}
        />
      </div>
      <div>
        <Button size="sm" onClick={() => setChoosing(true)}>
          Choose folder
        </Button>
      </div>
      <Checkbox label="Overwrite a file of this name" checked={overwrite} onChange={setOverwrite} />
      <FolderChooser open={choosing} title="Save in folder" onClose={() => setChoosing(false)} onPick={setFolder} />
    </TransferForm>
  );
}

/** Lets choose an archive and loads it. */
export function LoadForm({
  engine,
  onClose,
}: TransferForms['transfers.load'] & { readonly onClose: () => void }): ReactNode {
  const session = useSession();
  return (
    <FolderChooser
      open
      title="Load images from a file"
      pick="file"
      accepts={(name) => /\.(tar|tgz|tar\.(gz|xz|bz2|zst))$/i.test(name)}
      onClose={onClose}
      onPick={(path) => void startTask(session, 'Load', (client) => client.transfers.load({ engine, path }))}
    />
  );
}

function saveFault(reference: string): string | undefined {
  return /^(sha256:)?[0-9a-f]{64}$/.test(reference) ? undefined : referenceFault(reference);
}
