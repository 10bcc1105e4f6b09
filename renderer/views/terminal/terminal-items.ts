import {
  CircleStop,
  ExternalLink,
  FileText,
  Keyboard,
  Link,
  SquareTerminal,
  TextCursorInput,
  Video,
} from 'lucide-react';
import { startBroadcast, stopBroadcast, stopKeys } from '../../commands/broadcast.ts';
import { recordShell, stopRecording } from '../../commands/typing/recordings.ts';
import { addSnippet, offeredSnippets, runSnippet } from '../../commands/typing/snippets.ts';
import { runningOf } from '../../stores/link/recordings.ts';
import type { MenuItem } from '../../ui/overlays/menu-item.ts';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import type { TerminalTools } from './tools/equip.ts';
import { followLink } from './tools/links.ts';
import { type TerminalVerb, verbGroups } from './tools/verbs.ts';

/** The menu of a terminal, by its button and by the right mouse button. */
export function terminalItems(tools: TerminalTools): readonly MenuItem[] {
  // What is chosen is about this one, whichever the person was in before.
  const own = tools.session.terminals.of(tools.shell);
  if (own) tools.session.terminals.used(own);
  const groups: MenuItem[][] = [
    ...verbGroups.map((group) => group.map((verb) => toItem(verb, tools))),
    [snippets(tools), recording(tools), broadcast(tools)],
    links(tools),
  ];
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

/** Kept commands for this shell. */
function snippets({ session }: TerminalTools): MenuItem {
  const items = offeredSnippets(session).map((snippet) => ({
    id: snippet.id,
    label: printable(snippet.name, 60),
    icon: SquareTerminal,
    onSelect: () => void runSnippet(snippet, session),
  }));
  const add = { label: addSnippet.label, icon: TextCursorInput, onSelect: () => void addSnippet.run(session) };
  return { label: words.typing.snippets.title, icon: TextCursorInput, items: [...items, add] };
}

function recording({ session, shell }: TerminalTools): MenuItem {
  if (!runningOf(session.recordings.state.getState(), shell)) {
    const { label, keys } = recordShell;
    return { label, icon: Video, shortcut: keys, onSelect: () => void recordShell.run(session) };
  }
  const { stop } = words.recordings;
  return { label: stop, icon: CircleStop, onSelect: () => void stopRecording(shell, session) };
}

function broadcast({ session, shell }: TerminalTools): MenuItem {
  if (!session.broadcast.state.getState().includes(shell)) {
    const { label, keys } = startBroadcast;
    return { label, icon: Keyboard, shortcut: keys, onSelect: () => void startBroadcast.run(session) };
  }
  const { stopKey } = words.typing.broadcast;
  return { label: stopKey, icon: CircleStop, shortcut: stopKeys, onSelect: () => stopBroadcast(session) };
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
