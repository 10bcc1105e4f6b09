import { logsTogether } from '../../commands/container-open.ts';
import { type ContainerTarget, containerCommands, remove, restart, start, stop } from '../../commands/containers.ts';
import type { Verbs } from '../object/object-menu.ts';

/** What can be done to a container, and what of it can be copied. */
export const containerVerbs: Verbs<ContainerTarget> = {
  commands: containerCommands,
  copies: { name: ({ container }) => container.name, id: ({ container }) => container.id },
};

/** What the bar of a selection offers. */
export const bulkVerbs = [stop, start, restart, logsTogether, remove];
