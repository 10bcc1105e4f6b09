import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { openDebugShell } from '../../commands/debug.ts';
import { useSession, useSettings } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { FormWindow } from '../parts/FormWindow.tsx';
import { type ToolboxImage, toolboxImages } from './toolbox-images.ts';

const text = words.debug;

interface DebugProps {
  readonly engine: EngineId;
  readonly container: Container;
}

/** Asks which image's programs a container is to be looked into with, and says what will be done for that. */
export function DebugShell(props: DebugProps & { readonly onClose: () => void }): ReactNode {
  const { engine, container, onClose } = props;
  const session = useSession();
  const { images, isKnown } = useToolboxImages(props);
  const last = useSettings().toolboxes[engine];
  const [chosen, setChosen] = useState<string>();
  const isOffered = (image: string | undefined) => images.some(({ value }) => value === image);
  const image = chosen ?? (isOffered(last) ? last : images[0]?.value) ?? '';
  const { busy, problem, send } = useSubmit();
  const closed = useRef(false);
  const close = () => {
    closed.current = true;
    onClose();
  };
  const submit = () =>
    send(
      () => openDebugShell({ engine, container }, image, session),
      (opened) => {
        if (closed.current) opened.takeBack();
        else opened.show();
        onClose();
      },
    );
  const name = printable(container.name, 80);
  const isUp = container.state === 'running' || container.state === 'paused';
  return (
    <FormWindow
      title={text.title({ name })}
      verb={text.verb}
      ready={image !== ''}
      busy={busy}
      problem={problem}
      failed={text.failed}
      onSubmit={submit}
      onClose={close}
    >
      {isKnown && images.length === 0 ? (
        <NoImage engine={engine} />
      ) : (
        <Select label={text.image} hint={text.imageHint} options={images} value={image} onChange={setChosen} />
      )}
      <p>{isUp ? text.running({ name }) : text.stopped({ name })}</p>
      <p>{isUp ? text.runningEnd({ name }) : text.stoppedEnd({ name })}</p>
    </FormWindow>
  );
}

/** Offers to pull one. */
function NoImage({ engine }: { engine: EngineId }): ReactNode {
  const { dialog } = useSession();
  const pull = () => dialog.show({ kind: 'transfers.pull', with: { engine, reference: 'busybox' } });
  return (
    <Banner
      tone="info"
      title={text.noImage}
      actions={
        <Button size="sm" onClick={pull}>
          {text.pull}
        </Button>
      }
    />
  );
}

interface Offered {
  readonly images: readonly ToolboxImage[];
  /** Whether the engine has told all of them. */
  readonly isKnown: boolean;
}

function useToolboxImages({ engine, container }: DebugProps): Offered {
  const { images: store } = useSession();
  useEffect(() => store.watch(engine), [store, engine]);
  const { items, complete } = useStore(store.state, () => store.of(engine));
  const images = useMemo(() => toolboxImages(items.values(), container.imageId), [items, container.imageId]);
  const shown = useMemo(() => images.map(({ value, label }) => ({ value, label: printable(label, 80) })), [images]);
  return { images: shown, isKnown: complete };
}
