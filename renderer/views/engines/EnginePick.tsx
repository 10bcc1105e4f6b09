import { type ReactNode, useState } from 'react';
import type { EngineId, EngineState } from '../../../app/engines/engine.ts';
import { useEngine, useEngines } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { engineState } from '../parts/engine-state.ts';

/** For what is about one engine: which, and where the window looks at several the button that leads to another. */
export function useEnginePick(): { readonly engine: EngineState | undefined; readonly pick: ReactNode } {
  const engines = useEngines();
  const first = useEngine();
  const [chosen, setChosen] = useState<EngineId>();
  // At first one that answers: what is down has nothing to show.
  const reachable = engines.find(({ status }) => status.kind === 'connected') ?? first;
  const engine = engines.find(({ id }) => id === chosen) ?? reachable;
  if (engines.length < 2 || !engine) return { engine, pick: undefined };
  const items = () =>
    engines.map(({ id, name, address, status }) => ({
      label: printable(name, 60),
      note: printable(address, 120),
      state: engineState(status),
      checked: id === engine.id,
      onSelect: () => setChosen(id),
    }));
  const pick = (
    <Menu items={items}>
      <Button>{words.parts.on({ engine: printable(engine.name, 40) })}</Button>
    </Menu>
  );
  return { engine, pick };
}
