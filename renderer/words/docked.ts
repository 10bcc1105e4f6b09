import type { DockContent, DockTab } from '../../app/dock.ts';
import { shellTab } from './shell-names.ts';
import { words } from './words.ts';

/** What a tab shows, as its kind and the name of what it is of: `Shell db`. */
export function contentName(content: DockContent): string {
  if (content.kind === 'recording') return words.recordings.player.title(content);
  return content.kind === 'shell' ? shellTab(content.how)(content) : words.shell.dock.logTab(content);
}

/** A tab, with the name that the person gave it: `Shell db, migrations`. */
export function tabName({ content, label }: DockTab): string {
  const what = contentName(content);
  return label === undefined ? what : words.dock.labelled({ what, label });
}
