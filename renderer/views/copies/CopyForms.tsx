import { type ReactNode, useCallback, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { DialogForms } from '../../stores/shown/dialog.ts';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { wrongName } from '../parts/FormWindow.tsx';
import { TransferForm, useTaskForm } from '../transfers/TransferForm.tsx';
import { CopyTarget, useCopyTargets } from './CopyTarget.tsx';

const text = words.copies;

/** Asks where images are to go. */
export function CopyImages(props: DialogForms['copies.images'] & { readonly onClose: () => void }): ReactNode {
  const { engine: from, name, references, images, onClose } = props;
  const engines = useCopyTargets(from);
  const [chosen, setChosen] = useState('');
  const engine = chosen || (engines[0]?.id ?? '');
  const { submit, start } = useTaskForm(onClose);
  const title = images === 1 ? text.title({ name: printable(name, 60) }) : text.titleOfMany({ count: images });
  return (
    <TransferForm
      title={title}
      verb={text.verb}
      fault={engine === '' ? words.copies.nowhere : undefined}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.copies.images({ engine, from, references: [...references], images }))}
    >
      <CopyTarget engines={engines} value={engine} onChange={setChosen} hint={text.replaced} />
    </TransferForm>
  );
}

/** Asks where a volume is to go, and what it is called there. */
export function CopyVolume(props: DialogForms['copies.volume'] & { readonly onClose: () => void }): ReactNode {
  const { engine: from, id, users, onClose } = props;
  const engines = useCopyTargets(from);
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState(id);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.volumes.inspect({ engine: from, id }, { signal }),
    [from, id],
  );
  const options = Object.keys(useAnswer(ask).answer?.options ?? {}).join(', ');
  const engine = chosen || (engines[0]?.id ?? '');
  const { submit, start } = useTaskForm(onClose);
  const hint = options === '' ? text.plain : text.plainWithout({ options: printable(options, 200) });
  const wrong = name === '' ? words.parts.nameRule : wrongName(name, submit.problem);
  const names = users
    .slice(0, 3)
    .map((user) => printable(user, 40))
    .join(', ');
  return (
    <TransferForm
      title={text.title({ name: printable(id, 60) })}
      description={users.length > 0 ? text.inUse({ names }) : undefined}
      verb={text.verb}
      fault={engine === '' ? words.copies.nowhere : name === '' ? words.parts.nameRule : wrongName(name, undefined)}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.copies.volume({ engine, from, id, name }))}
    >
      <CopyTarget engines={engines} value={engine} onChange={setChosen} hint={hint} />
      <TextField label={text.name} mono value={name} onChange={setName} error={wrong} />
    </TransferForm>
  );
}
