import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineId } from '../../../../app/engines/engine.ts';
import { heldText } from '../../../commands/running/guard.ts';
import { useEngineNames, useSession } from '../../../hooks/session.tsx';
import { shellsOf } from '../../../stores/kept/dock-tree.ts';
import { engineById } from '../../../stores/link/engine.ts';
import { Checkbox } from '../../../ui/controls/Checkbox.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { useAskedEngines } from '../../parts/asked-engines.tsx';
import { FormWindow } from '../../parts/FormWindow.tsx';
import css from './BroadcastForm.module.css';

const text = words.typing.broadcast;

interface BroadcastFormProps {
  /** Those that are chosen to begin with. */
  readonly sessions: readonly string[];
  readonly onClose: () => void;
}

/** Asks which of the dock's shells are to hear what is typed into any of them; a protected engine is named before. */
export function BroadcastForm({ sessions, onClose }: BroadcastFormProps): ReactNode {
  const session = useSession();
  const { several, names } = useEngineNames();
  const list = useStore(session.engine, ({ list }) => list);
  const shells = useStore(session.dock.state, ({ root }) => root);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(sessions));
  const offered = shellsOf(shells).map(({ content }) => ({
    ...content,
    held: heldText(engineById(list, content.engine)),
  }));
  const going = offered.filter(({ session, held }) => held === undefined && chosen.has(session));
  const engines = [...new Set<EngineId>(going.map(({ engine }) => engine))];
  const { ready, content: asked } = useAskedEngines(engines, session);
  const choose = (one: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(one);
    else next.delete(one);
    setChosen(next);
  };
  const start = async () => {
    onClose();
    session.broadcast.start(going.map(({ session }) => session));
    session.spoken.say(text.started({ count: going.length }));
    const [first] = session.terminals.state
      .getState()
      .filter(({ shell }) => going.some((one) => one.session === shell.session));
    if (first) session.focus.toShell(first.shell.session);
  };
  return (
    <FormWindow
      title={text.title}
      verb={text.start}
      ready={going.length > 1 && ready}
      busy={false}
      problem={undefined}
      failed={text.notStarted}
      onSubmit={start}
      onClose={onClose}
    >
      <p className={css['note']}>{text.note}</p>
      <fieldset className={css['shells']}>
        <legend>{text.shells}</legend>
        {offered.map(({ session: one, engine, name, held }) => (
          <Checkbox
            key={one}
            label={labelOf(name, several ? names.get(engine) : undefined)}
            hint={held}
            disabled={held !== undefined}
            checked={held === undefined && chosen.has(one)}
            onChange={(on) => choose(one, on)}
          />
        ))}
      </fieldset>
      {asked}
    </FormWindow>
  );
}

function labelOf(name: string, engine: string | undefined): string {
  const what = words.shell.dock.shellTab({ name: printable(name, 40) });
  return engine === undefined ? what : words.parts.onEngine({ what, engine: printable(engine, 40) });
}
