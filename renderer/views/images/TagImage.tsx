import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Image } from '../../../app/images.ts';
import { fullReference, isFault, parseReference } from '../../../app/text/image-reference.ts';
import { imageName } from '../../commands/images.ts';
import { useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { words } from '../../words/words.ts';
import css from '../parts/Facts.module.css';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { newNameFault } from '../transfers/TransferForm.tsx';

const text = words.images.tagging;

/** Gives an image one more name. */
export function TagImage(props: { engine: EngineId; image: Image; onClose: () => void }): ReactNode {
  const { engine, image, onClose } = props;
  const { notices } = useSession();
  const [typed, setTyped] = useState('');
  const reference = typed.trim();
  const parsed = parseReference(reference);
  const fault = newNameFault(reference);
  const { busy, problem, send } = useSubmit();
  const submit = () =>
    send(
      (client) => client.images.tag({ engine, id: image.id, reference }),
      () => {
        notices.succeed(text.done({ reference }));
        onClose();
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={text.title({ image: imageName(image) })}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button variant="primary" type="submit" form="tag-image" busy={busy} disabled={fault !== undefined}>
            {text.verb}
          </Button>
        </>
      }
    >
      <form
        id="tag-image"
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (fault === undefined) void submit();
        }}
      >
        {problem && <ProblemBanner title={text.failed} problem={problem} />}
        <TextField
          label={text.name}
          mono
          placeholder={words.transfers.imageShapeWithRegistry}
          value={typed}
          onChange={setTyped}
          hint={isFault(parsed) ? text.nameHint : fullReference(parsed)}
          error={reference === '' ? undefined : fault}
        />
      </form>
    </Dialog>
  );
}
