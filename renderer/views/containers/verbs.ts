import { type ContainerTarget, containerCommands } from '../../commands/containers.ts';
import type { Verbs } from '../object/object-menu.ts';

/** What can be done to a container, and what of it can be copied. */
export const containerVerbs: Verbs<ContainerTarget> = {
  commands: containerCommands,
  copies: { name: ({ container }) => container.name, id: ({ container }) => container.id },
};
