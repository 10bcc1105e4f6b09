import type { Container } from '../../../app/containers.ts';
import type { StateTone } from '../../ui/StateDot.tsx';

/** How a container's state is drawn and called: its health says more than "running", its exit code more than "exited". */
export function stateOf({ state, health, exitCode }: Pick<Container, 'state' | 'health' | 'exitCode'>): {
  tone: StateTone;
  word: string;
} {
  switch (state) {
    case 'running':
      if (health === 'unhealthy') return { tone: 'warn', word: 'unhealthy' };
      if (health === 'starting') return { tone: 'running', word: 'starting' };
      return { tone: 'running', word: health === 'healthy' ? 'healthy' : 'running' };
    case 'paused':
      return { tone: 'paused', word: 'paused' };
    case 'created':
      return { tone: 'created', word: 'created' };
    case 'restarting':
    case 'removing':
      return { tone: 'busy', word: state };
    case 'exited':
      return exitCode ? { tone: 'bad', word: `exited ${exitCode}` } : { tone: 'exited', word: 'exited' };
    case 'dead':
      return { tone: 'bad', word: 'dead' };
    case 'unknown':
      return { tone: 'exited', word: 'unknown' };
  }
}
