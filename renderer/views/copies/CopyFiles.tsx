import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { fileCopyTargets } from '../../commands/copy.ts';
import { useContainers, useSession } from '../../hooks/session.tsx';
import type { DialogForms } from '../../stores/shown/dialog.ts';
import { Select } from '../../ui/controls/Select.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { FolderInside, useFolderInside } from '../folders/FolderInside.tsx';
import { TransferForm, useTaskForm } from '../transfers/TransferForm.tsx';
import { CopyTarget } from './CopyTarget.tsx';

const text = words.copies.files;

/** Asks into which folder of which container files and folders of one are to go, on whichever engine. */
export function CopyFiles(props: DialogForms['files.copy'] & { readonly onClose: () => void }): ReactNode {
  const { engine: from, id, folder, names, onClose } = props;
  const list = useStore(useSession().engine, ({ list }) => list);
  const engines = fileCopyTargets(list?.engines ?? []);
  const [chosenEngine, chooseEngine] = useState(from);
  const engine = engines.some(({ id }) => id === chosenEngine) ? chosenEngine : (engines[0]?.id ?? '');
  const containers = useContainersOf(engine);
  const [chosen, choose] = useState('');
  const container =
    containers.find((one) => one.id === chosen) ?? containers.find((one) => one.id !== id) ?? containers[0];
  const place = useFolderInside(container ? { engine, id: container.id } : undefined, folder);
  const { submit, start } = useTaskForm(onClose);
  const [name = ''] = names;
  const paths = names.map((one) => `${folder === '/' ? '' : folder}/${one}`);
  const fault =
    engine === ''
      ? text.nowhere
      : !container
        ? text.noContainer
        : place.folder === undefined
          ? text.noFolder
          : undefined;
  const send = () => {
    if (!container || place.folder === undefined) return;
    const order = { engine, id: container.id, folder: place.folder, from: { engine: from, id }, paths };
    start((client) => client.copies.files(order));
  };
  return (
    <TransferForm
      title={text.title({ name: printable(name, 60), count: names.length })}
      verb={words.copies.verb}
      fault={fault}
      submit={submit}
      onClose={onClose}
      onSubmit={send}
    >
      <CopyTarget engines={engines} value={engine} onChange={chooseEngine} />
      {container && (
        <>
          <Select
            label={text.container}
            options={containers.map(({ id, name }) => ({ value: id, label: printable(name, 80) }))}
            value={container.id}
            onChange={choose}
          />
          <FolderInside place={place} />
        </>
      )}
    </TransferForm>
  );
}

/** The containers of any engine, by name: also of one that the window does not look at. */
function useContainersOf(engine: EngineId): readonly Container[] {
  const { containers } = useSession();
  useEffect(() => (engine === '' ? undefined : containers.watch(engine)), [containers, engine]);
  return [...useContainers(engine).items.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
