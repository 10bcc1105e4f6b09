import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { EngineId, EngineState } from '../../../app/engines/engine.ts';
import { copyTargets } from '../../commands/copy.ts';
import { useSession } from '../../hooks/session.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';

/** The engines that something of one engine can be copied to now. */
export function useCopyTargets(from: EngineId): readonly EngineState[] {
  const list = useStore(useSession().engine, ({ list }) => list);
  return copyTargets(list?.engines ?? [], from);
}

/** Which engine gets the copy. */
export function CopyTarget(props: {
  engines: readonly EngineState[];
  value: EngineId;
  onChange: (engine: EngineId) => void;
  hint?: ReactNode;
}): ReactNode {
  const { engines, value, onChange, hint } = props;
  const options = engines.map(({ id, name }) => ({ value: id, label: printable(name, 60) }));
  return <Select label={words.copies.to} options={options} value={value} onChange={onChange} hint={hint} />;
}
