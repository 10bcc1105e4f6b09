import { type ReactNode, useState } from 'react';
import { cause } from '../../../app/rpc/problem.ts';
import { startTask } from '../../commands/tasks.ts';
import { useSession } from '../../hooks/session.tsx';
import type { TransferForms } from '../../stores/shown/transfer-forms.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { FolderChooser } from '../folders/FolderChooser.tsx';
import css from './TransferForm.module.css';
import { referenceFault, TransferForm, useTaskForm } from './TransferForm.tsx';
import { fileName, pathFault, useTargetPath } from './use-target-path.ts';

const { save, load } = words.transfers;

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
  const nameFault =
    references.length === 0 ? said(cause('reference-missing')) : references.map(saveFault).find(Boolean);
  const fault = pathFault(path.trim(), /[^/\\]\.tar$/i, save.fileEnding);
  return (
    <TransferForm
      title={save.title}
      verb={save.verb}
      fault={nameFault ?? fault}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.transfers.save({ engine, references, path: path.trim(), overwrite }))}
    >
      <TextField
        label={save.images}
        mono
        value={names}
        onChange={setNames}
        hint={save.imagesHint}
        error={names.trim() === '' ? undefined : nameFault}
      />
      <div className={css['row']}>
        <TextField
          label={save.file}
          mono
          value={path}
          onChange={setPath}
          hint={save.fileHint}
          error={path === '' ? undefined : fault}
        />
      </div>
      <div>
        <Button size="sm" onClick={() => setChoosing(true)}>
          {save.chooseFolder}
        </Button>
      </div>
      <Checkbox label={save.overwrite} checked={overwrite} onChange={setOverwrite} />
      <FolderChooser open={choosing} title={save.folderTitle} onClose={() => setChoosing(false)} onPick={setFolder} />
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
      title={load.title}
      pick="file"
      accepts={(name) => /\.(tar|tgz|tar\.(gz|xz|bz2|zst))$/i.test(name)}
      onClose={onClose}
      onPick={(path) => void startTask(session, load.verb, (client) => client.transfers.load({ engine, path }))}
    />
  );
}

function saveFault(reference: string): string | undefined {
  return /^(sha256:)?[0-9a-f]{64}$/.test(reference) ? undefined : referenceFault(reference);
}
