import { type ReactNode, useState } from 'react';
import { FileName, FileOwner } from '../../../../app/files.ts';
import { someOf } from '../../../commands/files.ts';
import { startTask } from '../../../commands/tasks.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useSubmit } from '../../../hooks/use-submit.ts';
import type { FileForms } from '../../../stores/shown/file-forms.ts';
import { Checkbox } from '../../../ui/controls/Checkbox.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { printable } from '../../../ui/printable.ts';
import { said } from '../../../words/problems.ts';
import { words } from '../../../words/words.ts';
import { FolderChooser } from '../../folders/FolderChooser.tsx';
import { FormWindow } from '../../parts/FormWindow.tsx';
import { nameOf, ownerText } from './names.ts';

const own = words.files;

type Closed<T> = T & { readonly onClose: () => void };

/** The form of a new folder. */
export function NewFolder({ target, onClose }: Closed<FileForms['files.folder']>): ReactNode {
  const { engine, id, folder, changed } = target;
  const { notices } = useSession();
  const [name, setName] = useState('');
  const { busy, problem, send } = useSubmit();
  return (
    <FormWindow
      title={own.making.title({ folder: printable(folder, 80) })}
      verb={own.making.verb}
      ready={isName(name)}
      busy={busy}
      problem={problem}
      failed={own.making.failed}
      onSubmit={() =>
        send(
          (client) => client.files.makeFolder({ engine, id, folder, name }),
          () => {
            onClose();
            changed();
            notices.succeed(own.making.done({ name: printable(name, 80) }));
          },
        )
      }
      onClose={onClose}
    >
      <NameField name={name} onChange={setName} taken={problem?.field === 'name' ? said(problem) : undefined} />
    </FormWindow>
  );
}

/** Lets choose a folder of this machine, and brings files into it. */
export function DownloadFiles({ engine, id, paths, onClose }: Closed<FileForms['files.download']>): ReactNode {
  const session = useSession();
  const { title, failed } = own.downloading;
  return (
    <FolderChooser
      open
      title={title({ name: printable(nameOf(paths[0] ?? ''), 80), count: paths.length })}
      onClose={onClose}
      onPick={(to) =>
        void startTask(session, failed, (client) => client.files.download({ engine, id, paths: [...paths], to }))
      }
    />
  );
}

/** The form of another name. */
export function RenameFile({ target, onClose }: Closed<FileForms['files.rename']>): ReactNode {
  const { engine, id, folder, entry, changed } = target;
  const { notices } = useSession();
  const [name, setName] = useState(entry.name);
  const { busy, problem, send } = useSubmit();
  return (
    <FormWindow
      title={own.renaming.title({ name: printable(entry.name, 80) })}
      verb={own.renaming.verb}
      ready={isName(name) && name !== entry.name}
      busy={busy}
      problem={problem}
      failed={own.renaming.failed}
      onSubmit={() =>
        send(
          (client) => client.files.rename({ engine, id, folder, name: entry.name, to: name }),
          () => {
            onClose();
            changed();
            notices.succeed(own.renaming.done({ from: printable(entry.name, 80), to: printable(name, 80) }));
          },
        )
      }
      onClose={onClose}
    >
      <NameField name={name} onChange={setName} taken={problem?.field === 'name' ? said(problem) : undefined} />
    </FormWindow>
  );
}

function NameField(props: { name: string; onChange: (name: string) => void; taken: string | undefined }): ReactNode {
  const { name, onChange, taken } = props;
  return (
    <TextField
      label={own.columns.name}
      mono
      value={name}
      onChange={onChange}
      onFocus={(event) => event.currentTarget.select()}
      error={name !== '' && !isName(name) ? own.nameRule : taken}
    />
  );
}

/** What stands in the form of permissions and owner, and what of it is another than it is. */
function useModes(targets: FileForms['files.change']['targets']) {
  const [first] = targets;
  const before = {
    mode: first?.entry.mode.toString(8).padStart(4, '0') ?? '',
    owner: first ? ownerText(first.entry) : '',
  };
  const [mode, setMode] = useState(before.mode);
  const [owner, setOwner] = useState(before.owner);
  const [below, setBelow] = useState(false);
  const several = targets.length > 1;
  const changes = {
    ...((mode !== before.mode || several) && { mode: Number.parseInt(mode, 8) }),
    ...((owner !== before.owner || several || below) && { owner }),
    ...(below && { below }),
  };
  const isMode = /^[0-7]{3,4}$/.test(mode);
  const isOwner = FileOwner.safeParse(owner).success;
  const ready = isMode && isOwner && Object.keys(changes).length > 0;
  return { mode, setMode, isMode, owner, setOwner, isOwner, below, setBelow, changes, ready };
}

/** The form of permissions and owner. */
export function ChangeFiles({ targets, onClose }: Closed<FileForms['files.change']>): ReactNode {
  const [first] = targets;
  const { notices } = useSession();
  const { mode, setMode, isMode, owner, setOwner, isOwner, below, setBelow, changes, ready } = useModes(targets);
  const { busy, problem, send } = useSubmit();
  return (
    <FormWindow
      title={own.changing.title({ name: printable(first?.entry.name ?? '', 80), count: targets.length })}
      verb={own.changing.verb}
      ready={ready}
      busy={busy}
      problem={problem}
      failed={own.changing.failed}
      onSubmit={() =>
        send(
          (client) => client.files.change({ ...someOf(targets), ...changes }),
          () => {
            onClose();
            first?.changed();
            notices.succeed(own.changing.done);
          },
        )
      }
      onClose={onClose}
    >
      <TextField
        label={own.columns.mode}
        mono
        value={mode}
        onChange={setMode}
        hint={own.changing.modeRule}
        error={isMode ? undefined : own.changing.modeRule}
      />
      <TextField
        label={own.columns.owner}
        mono
        value={owner}
        onChange={setOwner}
        hint={own.changing.ownerRule}
        error={isOwner ? undefined : own.changing.ownerRule}
      />
      {targets.some(({ entry }) => entry.kind === 'folder') && (
        <Checkbox label={own.changing.below} checked={below} onChange={setBelow} />
      )}
    </FormWindow>
  );
}

function isName(name: string): boolean {
  return FileName.safeParse(name).success;
}
