import { ExternalLink, FileText, Link } from 'lucide-react';
import type { MenuItem } from '../../ui/overlays/menu-item.ts';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import type { TerminalTools } from './tools/equip.ts';
import { followLink } from './tools/links.ts';
import { type TerminalVerb, verbGroups } from './tools/verbs.ts';

/** The menu of a terminal, by its button and by the right mouse button. */
export function terminalItems(tools: TerminalTools): readonly MenuItem[] {
  const groups: MenuItem[][] = [...verbGroups.map((group) => group.map((verb) => toItem(verb, tools))), links(tools)];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at) => (at === 0 ? group : [{ separator: true as const }, ...group]));
}

function toItem(verb: TerminalVerb, tools: TerminalTools): MenuItem {
  const reason = verb.refusal?.(tools);
  return {
    id: verb.id,
    label: verb.label,
    icon: verb.icon,
    shortcut: verb.keys[0],
    disabled: reason !== undefined,
    reason,
    onSelect: () => verb.run(tools),
  };
}

/** What can be followed on screen, for whom has no pointer. */
function links(tools: TerminalTools): MenuItem[] {
  const found = tools.links.onScreen();
  if (found.length === 0) return [];
  const items = found.map((link) => ({
    id: link.text,
    label: printable(link.text, 60),
    icon: link.kind === 'web' ? ExternalLink : FileText,
    onSelect: () => void followLink(link, tools.name, tools.session),
  }));
  return [{ label: words.terminal.links.menu, icon: Link, items }];
}
