import type { ConnectionState } from '../../../app/engines/connections.ts';
import type { EngineStatus } from '../../../app/engines/engine.ts';
import type { StateTone } from '../../ui/marks/StateDot.tsx';
import { productOf } from '../../words/engines.ts';
import { words } from '../../words/words.ts';

const tones: Readonly<Record<EngineStatus['kind'], StateTone>> = {
  idle: 'exited',
  connecting: 'busy',
  connected: 'running',
  unreachable: 'bad',
};

/** How the state of a connection is drawn and called. */
export function connectionState({ used, status }: Pick<ConnectionState, 'used' | 'status'>): {
  readonly tone: StateTone;
  readonly word: string;
} {
  if (!used) return { tone: 'unknown', word: words.connections.off };
  return { tone: tones[status.kind], word: words.shell.engine.states[status.kind] };
}

/** What answers there: `Docker 28.5.2`; '' while nobody knows. */
export function engineOf({ status }: Pick<ConnectionState, 'status'>): string {
  return status.kind === 'connected' ? productOf(status.version, status.version.version) : '';
}
