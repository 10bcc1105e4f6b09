import type { EngineStatus } from '../../app/engine.ts';
import type { StateTone } from '../ui/StateDot.tsx';

const states: Record<EngineStatus['kind'], { readonly tone: StateTone; readonly word: string }> = {
  idle: { tone: 'exited', word: 'not connected' },
  connecting: { tone: 'busy', word: 'connecting' },
  connected: { tone: 'running', word: 'connected' },
  unreachable: { tone: 'bad', word: 'not reachable' },
};

/** How the state of an engine is drawn and called. */
export function engineState({ kind }: EngineStatus): { readonly tone: StateTone; readonly word: string } {
  return states[kind];
}
