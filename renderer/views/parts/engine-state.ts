import type { EngineStatus } from '../../../app/engines/engine.ts';
import type { StateTone } from '../../ui/marks/StateDot.tsx';
import { words } from '../../words/words.ts';

const tones: Record<EngineStatus['kind'], StateTone> = {
  idle: 'exited',
  connecting: 'busy',
  connected: 'running',
  unreachable: 'bad',
};

/** How the state of an engine is drawn and called. */
export function engineState({ kind }: EngineStatus): { readonly tone: StateTone; readonly word: string } {
  return { tone: tones[kind], word: words.shell.engine.states[kind] };
}
