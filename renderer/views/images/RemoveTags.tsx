import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engine.ts';
import { formatBytes } from '../../../app/format.ts';
import type { Image } from '../../../app/images.ts';
import { imageName, removeImages, removeTags, shortTag } from '../../commands/images.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { printable } from '../../ui/printable.ts';
import css from '../Facts.module.css';

/** Asks which of an image's tags go; with the last one the image goes too. */
export function RemoveTags(props: { engine: EngineId; image: Image; onClose: () => void }): ReactNode {
  const { engine, image, onClose } = props;
  const session = useSession();
  const [gone, setGone] = useState<readonly string[]>([]);
  const whole = gone.length === image.tags.length;
  const onRemove = () => {
    onClose();
    const target = { engine, image };
    void (whole ? removeImages([target], session) : removeTags(target, gone, session));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove ${imageName(image)}?`}
      description={`This image has ${image.tags.length} tags. It goes with the last of them, which frees up to ${formatBytes(image.size)}.`}
      footer={
        <>
          <Button onClick={() => setGone(whole ? [] : image.tags)}>{whole ? 'Choose none' : 'Choose all'}</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" disabled={gone.length === 0} onClick={onRemove}>
            {whole ? 'Remove image' : 'Remove tags'}
          </Button>
        </>
      }
    >
      <ul className={css['lines']}>
        {image.tags.map((reference) => (
          <li key={reference}>
            <Checkbox
              label={printable(shortTag(reference), 200)}
              checked={gone.includes(reference)}
              onChange={(on) => setGone(on ? [...gone, reference] : gone.filter((other) => other !== reference))}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
