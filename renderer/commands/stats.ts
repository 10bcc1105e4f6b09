import { keyOf } from '../../app/object-key.ts';
import { words } from '../words/words.ts';
import type { ContainerTarget } from './containers.ts';
import { command } from './running/command.ts';

/** Draws the use of the chosen containers in one chart, above the list of all. */
export const compare = command<ContainerTarget>({
  id: 'stats.compare',
  label: words.stats.compare,
  icon: 'go',
  key: 'c',
  refusal: ({ container }) => (container.state === 'running' ? undefined : words.containers.refusals.notRunning),
  run: async (targets, { compared }) => {
    compared.compare(targets.map(({ engine, container: { id } }) => keyOf({ engine, kind: 'container', id })));
  },
});
