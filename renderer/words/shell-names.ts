import type { DockShell } from '../../app/dock.ts';
import { words } from './words.ts';

type How = DockShell['how'];
type Wording = (named: { readonly name: string }) => string;

/** What the tab of a shell is called, by how it was opened. */
export function shellTab(how: How): Wording {
  const { attachedTab, shellTab: plain } = words.shell.dock;
  if (how?.kind === 'debug') return words.debug.tab;
  return how?.kind === 'attach' ? attachedTab : plain;
}

/** What the screen of a shell is called. */
export function shellTitle({ how, name }: Pick<DockShell, 'how' | 'name'>): string {
  const { attached, title } = words.terminal;
  const wording = how?.kind === 'debug' ? words.debug.screen : how?.kind === 'attach' ? attached : title;
  return wording({ name });
}
