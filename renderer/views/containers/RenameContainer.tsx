import { type ReactNode, useState } from 'react';
import type { Container } from '../../../app/containers.ts';
import { ContainerName } from '../../../app/create.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { renamed } from '../../commands/container/rename.ts';
import { useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { FormWindow } from '../parts/FormWindow.tsx';

const { renaming } = words.containers;

/** The form of a container's other name. */
export function RenameContainer(props: { engine: EngineId; container: Container; onClose: () => void }): ReactNode {
  const { engine, container, onClose } = props;
  const session = useSession();
  const [typed, setTyped] = useState(container.name);
  /** What the engine was asked for last: its answer is about that and no other name. */
  const [asked, setAsked] = useState('');
  const name = typed.trim();
  const isName = ContainerName.safeParse(name).success;
  const { busy, problem, send } = useSubmit();
  const submit = () => {
    setAsked(name);
    return send(
      (client) => client.containers.rename({ engine, id: container.id, name }),
      () => {
        onClose();
        renamed({ engine, id: container.id }, container.name, name, session);
      },
    );
  };
  const refused = problem?.field === 'name' && asked === name ? said(problem) : undefined;
  return (
    <FormWindow
      title={renaming.title({ name: printable(container.name, 80) })}
      verb={renaming.verb}
      ready={isName && name !== container.name}
      busy={busy}
      problem={problem}
      failed={renaming.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={renaming.name}
        mono
        value={typed}
        onChange={setTyped}
        onFocus={(event) => event.currentTarget.select()}
        hint={renaming.rule}
        error={name !== '' && !isName ? renaming.rule : refused}
      />
    </FormWindow>
  );
}
