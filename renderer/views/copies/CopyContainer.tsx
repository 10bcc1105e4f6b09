import { type ReactNode, useCallback, useState } from 'react';
import type { ContainerRecipe } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { DialogForms } from '../../stores/shown/dialog.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { wrongName } from '../parts/FormWindow.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { TransferForm, useTaskForm } from '../transfers/TransferForm.tsx';
import { CopyTarget, useCopyTargets } from './CopyTarget.tsx';

const text = words.copies;

/** Asks where a container is to go, and what of it: its volumes, whether it starts; says what stays behind. */
export function CopyContainer(props: DialogForms['copies.container'] & { readonly onClose: () => void }): ReactNode {
  const { engine: from, container, onClose } = props;
  const { id, state } = container;
  const engines = useCopyTargets(from);
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState(container.name);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [starts, setStarts] = useState(state === 'running');
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.recipe({ engine: from, id }, { signal }),
    [from, id],
  );
  const { answer: recipe, problem } = useAnswer(ask);
  const engine = chosen || (engines[0]?.id ?? '');
  const { submit, start } = useTaskForm(onClose);
  const volumes = recipe ? volumesOf(recipe) : [];
  const wanted = volumes.filter((volume) => !left.has(volume));
  const wrong = name === '' ? words.parts.nameRule : wrongName(name, undefined);
  const order = { engine, from, id, name, volumes: wanted, start: starts };
  return (
    <TransferForm
      title={text.title({ name: printable(container.name, 60) })}
      description={state === 'running' && wanted.length > 0 ? text.runs : undefined}
      verb={text.verb}
      fault={engine === '' ? text.nowhere : (wrong ?? (recipe ? undefined : text.reading))}
      submit={submit}
      onClose={onClose}
      onSubmit={() => start((client) => client.copies.container(order))}
    >
      <CopyTarget engines={engines} value={engine} onChange={setChosen} />
      <TextField label={text.name} mono value={name} onChange={setName} error={wrong} />
      {problem && <ProblemBanner title={text.unread} problem={problem} />}
      {!recipe && !problem && <Spinner />}
      {volumes.map((volume) => (
        <Checkbox
          key={volume}
          label={text.volume({ name: printable(volume, 60) })}
          hint={text.otherwise}
          checked={!left.has(volume)}
          onChange={(checked) => setLeft(toggled(left, volume, !checked))}
        />
      ))}
      <Checkbox label={text.start} checked={starts} onChange={setStarts} />
      {recipe && <LeftBehind recipe={recipe} />}
    </TransferForm>
  );
}

/** What no copy of it has. */
function LeftBehind({ recipe: { spec, rest } }: { recipe: ContainerRecipe }): ReactNode {
  const folders = spec.mounts.filter(({ type }) => type === 'bind').map(({ source }) => source);
  return (
    <>
      {folders.length > 0 && <p>{text.folders({ paths: printable(folders.join(', '), 300) })}</p>}
      {rest.length > 0 && <p>{text.rest({ fields: printable(rest.map(({ field }) => field).join(', '), 300) })}</p>}
    </>
  );
}

/** The volumes that have a name: one without goes with its container. */
function volumesOf({ spec }: ContainerRecipe): readonly string[] {
  const names = spec.mounts.filter(({ type, source }) => type === 'volume' && source !== '');
  return [...new Set(names.map(({ source }) => source))];
}

function toggled(set: ReadonlySet<string>, name: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (isIn) next.add(name);
  else next.delete(name);
  return next;
}
