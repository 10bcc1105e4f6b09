import { type ReactNode, useState } from 'react';
import { cause } from '../../../app/rpc/problem.ts';
import { fullReference, isFault, parseReference } from '../../../app/text/image-reference.ts';
import type { TransferForms } from '../../stores/shown/transfer-forms.ts';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { referenceFault, TransferForm, useTaskForm } from './TransferForm.tsx';

const { pull, push } = words.transfers;

/** Asks what to pull. */
export function PullForm(props: TransferForms['transfers.pull'] & { readonly onClose: () => void }): ReactNode {
  const { engine, onClose } = props;
  const [typed, setTyped] = useState(props.reference ?? '');
  const [platform, setPlatform] = useState('');
  const { submit, start } = useTaskForm(onClose);
  const reference = typed.trim();
  const wanted = platform.trim();
  const fault = referenceFault(reference);
  const platformFault = wanted === '' || /^[a-z0-9]+(\/[a-z0-9]+){0,2}$/.test(wanted) ? undefined : pull.platformFault;
  return (
    <TransferForm
      title={pull.title}
      verb={pull.verb}
      fault={fault ?? platformFault}
      submit={submit}
      onClose={onClose}
      onSubmit={() =>
        start((client) => client.transfers.pull({ engine, reference, ...(wanted === '' ? {} : { platform: wanted }) }))
      }
    >
      <TextField
        label={words.transfers.image}
        mono
        placeholder={words.transfers.imageShape}
        value={typed}
        onChange={setTyped}
        hint={<Full reference={reference} />}
        error={reference === '' ? undefined : fault}
      />
      <TextField
        label={pull.platform}
        mono
        placeholder={pull.platformOwn}
        value={platform}
        onChange={setPlatform}
        hint={pull.platformHint}
        error={platformFault}
      />
    </TransferForm>
  );
}

/** Asks what to push. */
export function PushForm(props: TransferForms['transfers.push'] & { readonly onClose: () => void }): ReactNode {
  const { engine, onClose } = props;
  const [typed, setTyped] = useState(props.reference ?? '');
  const { submit, start } = useTaskForm(onClose);
  const reference = typed.trim();
  const parsed = parseReference(reference);
  const byDigest = !isFault(parsed) && parsed.digest !== undefined;
  const fault = byDigest ? said(cause('image-pushed-by-digest')) : referenceFault(reference);
  return (
    <TransferForm
      title={push.title}
      description={push.description}
      verb={push.verb}
      fault={fault}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.transfers.push({ engine, reference }))}
    >
      <TextField
        label={words.transfers.image}
        mono
        placeholder={words.transfers.imageShapeWithRegistry}
        value={typed}
        onChange={setTyped}
        hint={<Full reference={reference} />}
        error={reference === '' ? undefined : fault}
      />
    </TransferForm>
  );
}

/** What a short name stands for. */
function Full({ reference }: { reference: string }): ReactNode {
  const parsed = parseReference(reference);
  return isFault(parsed) ? words.transfers.imageExample : printable(fullReference(parsed), 500);
}
