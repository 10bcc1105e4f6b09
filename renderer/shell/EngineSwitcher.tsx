import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { EngineState } from '../../app/engine.ts';
import { toProblem } from '../../app/problem.ts';
import { useEngine, useSession } from '../session.tsx';
import { Menu } from '../ui/Menu.tsx';
import { printable } from '../ui/printable.ts';
import { StateDot, type StateTone } from '../ui/StateDot.tsx';
import { Untrusted } from '../ui/Untrusted.tsx';
import css from './EngineSwitcher.module.css';

const tones: Record<EngineState['status']['kind'], { tone: StateTone; word: string }> = {
  idle: { tone: 'exited', word: 'not connected' },
  connecting: { tone: 'busy', word: 'connecting' },
  connected: { tone: 'running', word: 'connected' },
  unreachable: { tone: 'bad', word: 'not reachable' },
};

/** Which engine the window looks at, its state, and the way to another one. */
export function EngineSwitcher(): ReactNode {
  const session = useSession();
  const engine = useEngine();
  const list = useStore(session.engine, ({ list }) => list);
  const { tone, word } = tones[engine?.status.kind ?? 'connecting'];

  const select = async (id: string) => {
    try {
      await session.select(id);
    } catch (error) {
      session.notices.fail('Switching the engine failed', toProblem(error));
    }
  };

  const items = () =>
    (list?.engines ?? []).map(({ id, name, address, status }) => ({
      label: `${printable(name, 60)} · ${printable(address, 120)} · ${tones[status.kind].word}`,
      checked: id === list?.selected,
      onSelect: () => void select(id),
    }));

  return (
    <Menu items={items}>
      <button type="button" className={css['switcher']} data-tip={engine?.address}>
        <span aria-hidden="true" className={css['dot']}>
          <StateDot tone={tone} word={word} hideWord />
        </span>
        <span className={css['text']}>
          <span className={css['name']}>
            <span className={css['spoken']}>Engine </span>
            {engine && <Untrusted text={engine.name} max={40} />}
          </span>
          <span className={css['state']}>
            {/* In one piece, or a screen reader hears a pause before the comma. */}
            <span aria-hidden="true">{engine ? describe(engine) : word}</span>
            <span className={css['spoken']}>
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
    : tones[status.kind].word;
}
