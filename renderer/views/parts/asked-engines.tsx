import { Fragment, type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineColour, EngineId, EngineState } from '../../../app/engines/engine.ts';
import { useSession } from '../../hooks/session.tsx';
import { engineById } from '../../stores/link/engine.ts';
import { TextField } from '../../ui/controls/TextField.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { Swatch } from '../../ui/marks/Swatch.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './asked-engines.module.css';

const text = words.parts.guard;

/** What a question says of engines, and wants to hear. */
interface AskedEngines {
  /** Whether each protected engine has been named. */
  readonly ready: boolean;
  /** By which the question is known to be about a protected engine. */
  readonly edge: EngineColour | undefined;
  /** Which engines it is about, where there are several or one is protected, and a field for each name that is wanted. */
  readonly content: ReactNode;
}

/**
 * The part of a dangerous question that is about the engines whose things it touches.
 * @param asked the question: what was typed for one does not stand for the next
 */
export function useAskedEngines(engines: readonly EngineId[], asked: unknown): AskedEngines {
  const list = useStore(useSession().engine, ({ list }) => list);
  const [typed, setTyped] = useState<{ readonly asked: unknown; readonly names: ReadonlyMap<EngineId, string> }>();
  const names = typed !== undefined && typed.asked === asked ? typed.names : new Map<EngineId, string>();
  const touched = engines.flatMap((id) => engineById(list, id) ?? []);
  const held = touched.filter(({ guard }) => guard === 'protected');
  const told = touched.length > 0 && (held.length > 0 || (list?.engines.length ?? 0) > 1);
  return {
    ready: held.every((engine) => names.get(engine.id)?.trim() === shown(engine)),
    edge: held[0]?.colour,
    content: told && (
      <>
        <p className={css['engines']}>
          <Filled text={text.on} names={{ engines: <Names engines={touched} /> }} />
        </p>
        {held.map((engine) => (
          <TextField
            key={engine.id}
            label={text.type({ name: shown(engine) })}
            value={names.get(engine.id) ?? ''}
            onChange={(name) => setTyped({ asked, names: new Map(names).set(engine.id, name) })}
          />
        ))}
      </>
    ),
  };
}

function Names({ engines }: { engines: readonly EngineState[] }): ReactNode {
  return engines.map((engine, at) => (
    <Fragment key={engine.id}>
      {at > 0 && ', '}
      <strong className={css['engine']}>
        <Swatch colour={engine.colour} />
        {shown(engine)}
      </strong>
    </Fragment>
  ));
}

/** As it is shown it is typed; nobody types what cannot be seen. */
function shown({ name }: EngineState): string {
  return printable(name, 100).trim();
}
