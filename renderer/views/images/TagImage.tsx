import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engine.ts';
import { fullReference, isFault, parseReference } from '../../../app/image-reference.ts';
import type { Image } from '../../../app/images.ts';
import { imageName } from '../../commands/images.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from '../Facts.module.css';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { useSubmit } from '../use-submit.ts';

/** Gives an image one more name. */
export function TagImage(props: { engine: EngineId; image: Image; onClose: () => void }): ReactNode {
  const { engine, image, onClose } = props;
  const { notices } = useSession();
  const [typed, setTyped] = useState('');
  const reference = typed.trim();
  const parsed = parseReference(reference);
  const fault = isFault(parsed)
    ? parsed.fault
    : parsed.digest === undefined
      ? undefined
      : 'A tag cannot have a digest.';
  const { busy, problem, submit } = useSubmit(
    (client) => client.images.tag({ engine, id: image.id, reference }),
    () => {
      notices.succeed(`Tagged ${reference}`);
      onClose();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Tag ${imageName(image)}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="tag-image" busy={busy} disabled={fault !== undefined}>
            Tag
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
        {problem && <ProblemBanner title="The image was not tagged" problem={problem} />}
        <TextField
          label="New name"
          mono
          placeholder="registry/name:tag"
          value={typed}
          onChange={setTyped}
          hint={isFault(parsed) ? 'An image of the same name loses it.' : fullReference(parsed)}
          error={reference === '' ? undefined : fault}
        />
      </form>
    </Dialog>
  );
}
