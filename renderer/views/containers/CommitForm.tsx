import { type ReactNode, useState } from 'react';
import { commitCommand } from '../../../app/derive/commit-command.ts';
import { CommitChange, commitInstructions } from '../../../app/images.ts';
import type { DialogForms } from '../../stores/shown/dialog.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { TextArea } from '../../ui/controls/TextArea.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { CommandLine } from '../parts/CommandLine.tsx';
import { newNameFault, TransferForm, useTaskForm } from '../transfers/TransferForm.tsx';

const { commit: own } = words.keeping;

/** Asks what the image that is made of a container is called, and what it is to know of itself. */
export function CommitForm(props: DialogForms['images.commit'] & { readonly onClose: () => void }): ReactNode {
  const { engine, container, onClose } = props;
  const { id, name, state } = container;
  const [reference, setReference] = useState('');
  const [message, setMessage] = useState('');
  const [author, setAuthor] = useState('');
  const [text, setText] = useState('');
  const runs = state === 'running';
  const [pause, setPause] = useState(true);
  const { submit, start } = useTaskForm(onClose);
  const nameFault = reference.trim() === '' ? undefined : newNameFault(reference.trim());
  const changeFault = faultOfChanges(text);
  const commit = {
    id,
    ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
    ...(message.trim() === '' ? {} : { message: message.trim() }),
    ...(author.trim() === '' ? {} : { author: author.trim() }),
    changes: linesOf(text).filter(Boolean),
    pause: !runs || pause,
  };
  const fault = nameFault ?? changeFault;
  return (
    <TransferForm
      title={own.title({ name: printable(name, 80) })}
      description={own.description}
      verb={own.verb}
      fault={fault}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.images.commit({ engine, ...commit }))}
    >
      <TextField
        label={own.reference}
        mono
        placeholder={words.transfers.imageShapeWithRegistry}
        value={reference}
        onChange={setReference}
        hint={own.referenceHint}
        error={nameFault}
      />
      <TextField label={own.message} maxLength={1000} value={message} onChange={setMessage} />
      <TextField label={own.author} maxLength={200} value={author} onChange={setAuthor} />
      <TextArea
        label={own.changes}
        rows={3}
        maxLength={20_000}
        value={text}
        onChange={setText}
        hint={own.changesHint}
        error={changeFault}
      />
      {runs && (
        <Checkbox label={own.pause} checked={pause} onChange={setPause} {...(pause ? {} : { hint: own.pauseHint })} />
      )}
      <CommandLine text={fault === undefined ? commitCommand(name, commit) : undefined} />
    </TransferForm>
  );
}

function faultOfChanges(text: string): string | undefined {
  const at = linesOf(text).findIndex((line) => line !== '' && !CommitChange.safeParse(line).success);
  return at < 0 ? undefined : own.changeFault({ line: at + 1, known: commitInstructions.join(', ') });
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim());
}
