import { cliLines } from '../../commands/cli.ts';
import { type ContainerTarget, containerCommands } from '../../commands/containers.ts';
import type { Session } from '../../stores/session.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { RowAction } from '../../ui/grid/types.ts';
import type { MenuItem } from '../../ui/menu-item.ts';
import { commandIcons } from '../icons.ts';

/** The few verbs that a row shows under the pointer. */
export function rowActions(target: ContainerTarget, session: Session): readonly RowAction[] {
  return containerCommands
    .filter((command) => command.primary && command.fits(target))
    .map((command) => ({
      label: command.label,
      icon: commandIcons[command.icon],
      onSelect: () => void command.run([target], session),
      ...(command.danger ? { danger: true } : {}),
    }));
}

/** Every verb for one or more containers, then the same as command lines to copy. */
export function containerMenu(targets: readonly ContainerTarget[], session: Session): readonly MenuItem[] {
  const verbs: MenuItem[] = [];
  for (const command of containerCommands) {
    const usable = targets.filter((target) => command.refusal(target) === undefined);
    if (!targets.some((target) => command.fits(target))) continue;
    if (command.danger && command.id === 'containers.remove') verbs.push({ separator: true });
    verbs.push({
      label: usable.length > 1 ? `${command.label} (${usable.length})` : command.label,
      icon: commandIcons[command.icon],
      shortcut: command.key,
      danger: command.danger,
      disabled: usable.length === 0,
      onSelect: () => void command.run(usable, session),
    });
  }
  return [...verbs, { separator: true }, ...copyItems(targets, session)];
}

function copyItems(targets: readonly ContainerTarget[], session: Session): readonly MenuItem[] {
  const copy = (what: string, text: string) => {
    void copyText(text).then((ok) => {
      if (ok) session.notices.succeed(`Copied ${what}`);
    });
  };
  const { copy: icon } = commandIcons;
  return [
    {
      label: 'Copy name',
      icon,
      onSelect: () => copy('the name', targets.map(({ container }) => container.name).join('\n')),
    },
    { label: 'Copy id', icon, onSelect: () => copy('the id', targets.map(({ container }) => container.id).join('\n')) },
    ...containerCommands.flatMap((command) => {
      const lines = cliLines(command, targets);
      const [first] = lines;
      if (first === undefined) return [];
      // `docker rm`, not "Remove": what is copied is what it is called there.
      const label = `Copy ${first.split(' ', 2).join(' ')}`;
      return [{ label, icon, onSelect: () => copy('the command', lines.join('\n')) }];
    }),
  ];
}
