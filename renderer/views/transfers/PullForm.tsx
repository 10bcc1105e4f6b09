import { type ReactNode, useState } from 'react';
import { fullReference, isFault, parseReference } from '../../../app/image-reference.ts';
import type { TransferForms } from '../../stores/transfer-forms.ts';
import { printable } from '../../ui/printable.ts';
import { TextField } from '../../ui/TextField.tsx';
import { referenceFault, TransferForm, useTaskForm } from './TransferForm.tsx';

/** Asks what to pull. */
export function PullForm(props: TransferForms['transfers.pull'] & { readonly onClose: () => void }): ReactNode {
  const { engine, onClose } = props;
  const [typed, setTyped] = useState(props.reference ?? '');
  const [platform, setPlatform] = useState('');
  const { submit, start } = useTaskForm(onClose);
  const reference = typed.trim();
  const wanted = platform.trim();
  const fault = referenceFault(reference);
  const platformFault =
    wanted === '' || /^[a-z0-9]+(\/[a-z0-9]+){0,2}$/.test(wanted) ? undefined : 'Like linux/arm64 or linux/arm/v7.';
  return (
    <TransferForm
      title="Pull image"
      verb="Pull"
      fault={fault ?? platformFault}
      submit={submit}
      onClose={onClose}
      onSubmit={() =>
        start((client) => client.transfers.pull({ engine, reference, ...(wanted === '' ? {} : { platform: wanted }) }))
      }
    >
      <TextField
        label="Image"
        mono
        placeholder="name:tag"
        value={typed}
        onChange={setTyped}
        hint={<Full reference={reference} />}
        error={reference === '' ? undefined : fault}
      />
      <TextField
        label="Platform"
        mono
        placeholder="the engine’s own"
        value={platform}
        onChange={setPlatform}
        hint="For another kind of machine, e.g. linux/arm64."
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
  const fault = byDigest ? 'An image is pushed by its tag, not by a digest.' : referenceFault(reference);
  return (
    <TransferForm
      title="Push image"
      description="The registry is the first part of the image’s name; tag it under another name to send it elsewhere."
      verb="Push"
      fault={fault}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.transfers.push({ engine, reference }))}
    >
      <TextField
        label="Image"
        mono
        placeholder="registry/name:tag"
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
  return isFault(parsed)
    ? 'For example node:22 or registry.example/team/app:1.'
    : printable(fullReference(parsed), 500);
}
