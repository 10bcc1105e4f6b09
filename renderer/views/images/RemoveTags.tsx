import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Image } from '../../../app/images.ts';
import { imageName, removeImages, removeTags, shortTag } from '../../commands/images.ts';
import { useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { printable } from '../../ui/printable.ts';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { useAskedEngines } from '../parts/asked-engines.tsx';
import css from '../parts/Facts.module.css';

const text = words.images.removal;

/** Asks which of an image's tags go; with the last one the image goes too. */
export function RemoveTags(props: { engine: EngineId; image: Image; onClose: () => void }): ReactNode {
  const { engine, image, onClose } = props;
  const session = useSession();
  const [gone, setGone] = useState<readonly string[]>([]);
  const { ready, edge, content } = useAskedEngines([engine], image.id);
  const whole = gone.length === image.tags.length;
  const onRemove = () => {
    onClose();
    const target = { engine, image };
    void (whole ? removeImages([target], session) : removeTags(target, gone, session));
  };
  return (
    <Dialog
      open
      edge={edge}
      onClose={onClose}
      title={words.common.removeOne({ name: imageName(image) })}
      description={text.ofTags({ tags: image.tags.length, bytes: formatBytes(image.size) })}
      footer={
        <>
          <Button onClick={() => setGone(whole ? [] : image.tags)}>{whole ? text.none : text.all}</Button>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button variant="danger" disabled={gone.length === 0 || !ready} onClick={onRemove}>
            {whole ? text.image : text.tags}
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
      {content}
    </Dialog>
  );
}
