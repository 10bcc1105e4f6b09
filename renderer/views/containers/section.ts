import { Container as ContainerIcon } from 'lucide-react';
import type { Container } from '../../../app/containers.ts';
import { pruneContainers } from '../../commands/container/prune.ts';
import { logsMatching } from '../../commands/container-open.ts';
import { type ContainerTarget, containerCommands } from '../../commands/containers.ts';
import { runContainer, runFromLine } from '../../commands/create.ts';
import { words } from '../../words/words.ts';
import { kindSection } from '../object/section-entry.ts';
import { Containers } from './Containers.tsx';
import { stateOf } from './state.ts';

/** The section that a window opens with: it comes with the window, not after it. */
export const containersSection = kindSection<'container', Container, ContainerTarget>({
  ...words.sections.containers,
  icon: ContainerIcon,
  keys: 'g c',
  navigation: 'things',
  kind: 'container',
  commands: containerCommands,
  global: [runContainer, runFromLine, pruneContainers, logsMatching],
  palette: {
    followed: true,
    store: (session) => session.containers,
    name: ({ name }) => name,
    hint: ({ image }) => image,
    keywords: ({ project }) => project,
    state: stateOf,
    target: (engine, container) => ({ engine, container }),
  },
  View: Containers,
});
