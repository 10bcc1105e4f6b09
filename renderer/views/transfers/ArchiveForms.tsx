import { type ReactNode, useState } from 'react';
import { cause } from '../../../app/rpc/problem.ts';
import { startTask } from '../../commands/tasks.ts';
import { useSession } from '../../hooks/session.tsx';
import type { DialogForms } from '../../stores/shown/dialog.ts';
import type { TransferForms } from '../../stores/shown/transfer-forms.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { FolderChooser } from '../folders/FolderChooser.tsx';
import { TargetField } from './TargetField.tsx';
import { referenceFault, TransferForm, useTaskForm } from './TransferForm.tsx';
import { fileName, pathFault, useTargetPath } from './use-target-path.ts';

const { save, load } = words.transfers;
const { export: keeping } = words.keeping;

/** Asks which images to save and where. */
export function SaveForm(props: TransferForms['transfers.save'] & { readonly onClose: () => void }): ReactNode {
  const { engine, onClose } = props;
  const [names, setNames] = useState(props.references.join(' '));
  const [first = 'images'] = props.references;
  const archive = useArchive(first.replace(/^sha256:/, ''));
  const { submit, start } = useTaskForm(onClose);
  const references = names.split(/\s+/).filter(Boolean);
  const nameFault =
    references.length === 0 ? said(cause('reference-missing')) : references.map(saveFault).find(Boolean);
  return (
    <TransferForm
      title={save.title}
      verb={save.verb}
      fault={nameFault ?? archive.fault}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.transfers.save({ engine, references, ...archive.file }))}
    >
      <TextField
        label={save.images}
        mono
        value={names}
        onChange={setNames}
        hint={save.imagesHint}
        error={names.trim() === '' ? undefined : nameFault}
      />
      <ArchiveFields {...archive} />
    </TransferForm>
  );
}

/** Asks where the files of a container go. */
export function ExportForm(props: DialogForms['transfers.export'] & { readonly onClose: () => void }): ReactNode {
  const { engine, container, onClose } = props;
  const archive = useArchive(container.name);
  const { submit, start } = useTaskForm(onClose);
  return (
    <TransferForm
      title={keeping.title({ name: printable(container.name, 80) })}
      description={keeping.description}
      verb={keeping.verb}
      fault={archive.fault}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.transfers.export({ engine, id: container.id, ...archive.file }))}
    >
      <ArchiveFields {...archive} />
    </TransferForm>
  );
}

/** An archive to write: its path as it is typed, and whether a file of that name is replaced. */
function useArchive(name: string) {
  const target = useTargetPath(`${fileName(name)}.tar`);
  const [overwrite, setOverwrite] = useState(false);
  const path = target.path.trim();
  return {
    target,
    overwrite,
    setOverwrite,
    file: { path, overwrite },
    fault: pathFault(path, /[^/\\]\.tar$/i, save.fileEnding),
  };
}

function ArchiveFields({ target, fault, overwrite, setOverwrite }: ReturnType<typeof useArchive>): ReactNode {
  return (
    <>
      <TargetField target={target} fault={fault} text={{ ...save, folder: save.folderTitle }} />
      <Checkbox label={save.overwrite} checked={overwrite} onChange={setOverwrite} />
    </>
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
