import { ChevronsUpDown, Info, ListChecks, Power } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { EngineId, EngineState, EngineStatus } from '../../../app/engines/engine.ts';
import { commandLine, startEngine } from '../../commands/connections.ts';
import { heldText } from '../../commands/running/guard.ts';
import { useEngine, useEngines, useSession } from '../../hooks/session.tsx';
import { toggled } from '../../stores/link/scope.ts';
import type { Session } from '../../stores/session.ts';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Swatch } from '../../ui/marks/Swatch.tsx';
import spoken from '../../ui/marks/spoken.module.css';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import type { MenuItem } from '../../ui/overlays/menu-item.ts';
import { printable } from '../../ui/printable.ts';
import { connectionsSection } from '../../views/connections/section.ts';
import { engineState } from '../../views/parts/engine-state.ts';
import { useStarters } from '../../views/parts/StartEngine.tsx';
import { productOf } from '../../words/engines.ts';
import { words } from '../../words/words.ts';
import { lookAt, switchEngine } from '../palette/palette-engines.ts';
import css from './EngineSwitcher.module.css';

const text = words.shell.engine;

/** Which engines the window looks at, their state, and the way to others. */
export function EngineSwitcher(): ReactNode {
  const session = useSession();
  const list = useStore(session.engine, ({ list }) => list);
  const shown = useEngines();
  const [first] = shown;
  const engine = useEngine();
  const starters = useStarters(shown).filter(({ starter }) => starter.here);
  const items = (): readonly MenuItem[] => [
    ...engineItems(list?.engines ?? [], shown, session),
    { separator: true },
    ...starters.map(({ engine: one, starter }) => ({
      label: words.starting.verb({ name: printable(one.name, 40) }),
      icon: Power,
      note: commandLine(starter),
      disabled: heldText(one) !== undefined,
      reason: heldText(one),
      onSelect: () => void startEngine(one, starter, session),
    })),
    {
      label: words.connections.manage,
      icon: connectionsSection.icon,
      onSelect: () => session.place.go({ section: 'connections' }),
    },
    { label: text.about, icon: Info, onSelect: () => session.place.go({ section: 'system' }) },
  ];
  return (
    <Menu items={items}>
      <button type="button" className={css['switcher']} data-tip={shown.length > 1 ? undefined : engine?.address}>
        {first && shown.length > 1 ? <Several engines={shown} /> : <One engine={engine} />}
        <ChevronsUpDown size={14} aria-hidden="true" />
      </button>
    </Menu>
  );
}

/** The engines, to look at one, several or all of them. */
function engineItems(
  engines: readonly EngineState[],
  shown: readonly EngineState[],
  session: Session,
): readonly MenuItem[] {
  const ids = new Set(shown.map(({ id }) => id));
  const entry = (one: EngineState) => ({
    id: one.id,
    label: `${printable(one.name, 60)} · ${describe(one)}`,
    note: printable(one.address, 120),
    state: engineState(one.status),
    checked: ids.has(one.id),
  });
  const several: readonly MenuItem[] = [
    {
      label: text.all,
      checked: ids.size === engines.length,
      onSelect: () => void lookAt('all', session),
    },
    {
      label: text.choose,
      icon: ListChecks,
      items: engines.map((one) => ({ ...entry(one), stays: true, onSelect: () => toggle(one.id, session) })),
    },
  ];
  return [
    { heading: text.heading },
    ...engines.map((one) => ({ ...entry(one), onSelect: () => void switchEngine(one.id, session) })),
    ...(engines.length > 1 ? [{ separator: true } as const, ...several] : []),
  ];
}

/** Looks at one more, or at one less. */
function toggle(id: EngineId, session: Session): void {
  const { list } = session.engine.getState();
  if (list) void lookAt(toggled(session.scope.getState(), id, list), session);
}

function One({ engine }: { engine: EngineState | undefined }): ReactNode {
  const { tone, word } = engineState(engine?.status ?? { kind: 'connecting', attempt: 1 });
  return (
    <>
      <span aria-hidden="true" className={css['dot']}>
        <StateDot tone={tone} word={word} hideWord />
      </span>
      <span className={css['text']}>
        <span className={css['name']}>
          <span className={spoken['spoken']}>{text.title} </span>
          {engine && engine.colour !== 'grey' && <Swatch colour={engine.colour} />}
          {engine && <Untrusted text={engine.name} max={40} />}
        </span>
        <span className={css['state']}>
          {/* In one piece, or a screen reader hears a pause before the comma. */}
          <span aria-hidden="true">{engine ? describe(engine) : word}</span>
          <span className={spoken['spoken']}>
            {engine?.status.kind === 'connected' ? text.connected({ engine: describe(engine) }) : word}
          </span>
        </span>
      </span>
    </>
  );
}

/** The dot is that of the worst, so that one that is lost is seen at once. */
const worstFirst: readonly EngineStatus['kind'][] = ['unreachable', 'connecting', 'idle', 'connected'];

function Several({ engines }: { engines: readonly EngineState[] }): ReactNode {
  const worst = worstFirst.flatMap((kind) => engines.find(({ status }) => status.kind === kind) ?? [])[0];
  const { tone, word } = engineState(worst?.status ?? { kind: 'idle' });
  return (
    <>
      <span aria-hidden="true" className={css['dot']}>
        <StateDot tone={tone} word={word} hideWord />
      </span>
      <span className={css['text']}>
        <span className={css['name']}>
          <span className={spoken['spoken']}>{text.title} </span>
          {text.several({ count: engines.length })}
        </span>
        <span className={css['state']}>{statesOf(engines)}</span>
      </span>
    </>
  );
}

/** `3 connected, 1 not reachable`. */
function statesOf(engines: readonly EngineState[]): string {
  const kinds = worstFirst.toReversed();
  return kinds
    .map((kind) => ({ kind, count: engines.filter(({ status }) => status.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => text.inState({ count, state: text.states[kind] }))
    .join(', ');
}

function describe({ status }: EngineState): string {
  return status.kind === 'connected'
    ? productOf(status.version, printable(status.version.version, 40))
    : engineState(status).word;
}
