import type { GlobalCommand } from '../commands/running/command.ts';
import { windowCommands } from '../commands/window.ts';
import type { Session } from '../stores/session.ts';
import { words } from '../words/words.ts';
import { sectionList } from './sections.tsx';

/** The way to a section. */
export function goCommand({ id, label, keys, appears }: (typeof sectionList)[number]): GlobalCommand {
  return {
    id: `go.${id}`,
    label: words.shell.goTo({ section: label }),
    icon: 'go',
    ...(keys === undefined ? {} : { keys }),
    ...(appears === undefined ? {} : { offered: appears }),
    run: ({ place, focus }) => {
      place.go({ section: id });
      focus.toList();
    },
  };
}

/** All else that can be done without an object. */
export const globalCommands: readonly GlobalCommand[] = [
  ...sectionList.flatMap(({ global = [] }) => global),
  ...windowCommands,
];

/** Those of both that have keys. */
export const keyedCommands: readonly GlobalCommand[] = [...sectionList.map(goCommand), ...globalCommands].filter(
  ({ keys }) => keys !== undefined,
);

/** Those of them that there is anything to do with now. */
export function offeredByKeys(session: Session): readonly GlobalCommand[] {
  return keyedCommands.filter((command) => command.offered?.(session) ?? true);
}
