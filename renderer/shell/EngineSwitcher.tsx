import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { EngineState } from '../../app/engine.ts';
import { useEngine, useSession } from '../session.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { MenuItem } from '../ui/menu-item.ts';
import { printable } from '../ui/printable.ts';
import { StateDot } from '../ui/StateDot.tsx';
import spoken from '../ui/spoken.module.css';
import { Untrusted } from '../ui/Untrusted.tsx';
import css from './EngineSwitcher.module.css';
import { engineState } from './engine-state.ts';
import { switchEngine } from './palette-engines.ts';

/** Which engine the window looks at, its state, and the way to another one. */
export function EngineSwitcher(): ReactNode {
  const session = useSession();
  const engine = useEngine();
  const list = useStore(session.engine, ({ list }) => list);
  const { tone, word } = engineState(engine?.status ?? { kind: 'connecting', attempt: 1 });
  const items = (): readonly MenuItem[] => [
    { heading: 'A click shows what that engine has' },
    ...(list?.engines ?? []).map((one) => ({
      label: `${printable(one.name, 60)} · ${describe(one)}`,
      note: printable(one.address, 120),
      state: engineState(one.status),
      checked: one.id === list?.selected,
      onSelect: () => void switchEngine(one.id, session),
    })),
  ];

  return (
    <Menu items={items}>
      <button type="button" className={css['switcher']} data-tip={engine?.address}>
        <span aria-hidden="true" className={css['dot']}>
          <StateDot tone={tone} word={word} hideWord />
        </span>
        <span className={css['text']}>
          <span className={css['name']}>
            <span className={spoken['spoken']}>Engine </span>
            {engine && <Untrusted text={engine.name} max={40} />}
          </span>
          <span className={css['state']}>
            {/* In one piece, or a screen reader hears a pause before the comma. */}
            <span aria-hidden="true">{engine ? describe(engine) : word}</span>
            <span className={spoken['spoken']}>
              {engine?.status.kind === 'connected' ? `${describe(engine)}, connected` : word}
            </span>
          </span>
        </span>
        <ChevronsUpDown size={14} aria-hidden="true" />
      </button>
    </Menu>
  );
}

function describe({ status }: EngineState): string {
  return status.kind === 'connected'
    ? `${status.version.product} ${printable(status.version.version, 40)}`
    : engineState(status).word;
}
