import {
  AArrowDown,
  AArrowUp,
  ArrowDownToLine,
  ArrowUpToLine,
  ChevronsDown,
  ChevronsUp,
  ClipboardPaste,
  CodeXml,
  Copy,
  Eraser,
  RotateCcw,
  Save,
  Search,
  TextSelect,
} from 'lucide-react';
import type { Icon } from '../../../ui/icon.ts';
import { words } from '../../../words/words.ts';
import type { TerminalTools } from './equip.ts';
import { zoom } from './look.ts';

const { verbs: text } = words.terminal;

/** Something that a person does with a terminal, by its keys or in its menu. */
export interface TerminalVerb {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  /** The first is the one that is shown. */
  readonly keys: readonly string[];
  /** Of its keys that which a program gets that fills the screen: an editor or a pager has its own use for it. */
  readonly leftTo?: string;
  /** The browser does it for its keys. */
  readonly byBrowser?: boolean;
  /** Why it cannot be done now. */
  refusal?(tools: TerminalTools): string | undefined;
  run(tools: TerminalTools): void;
}

const copy: TerminalVerb = {
  id: 'copy',
  label: text.copy,
  icon: Copy,
  keys: ['Ctrl+Shift+C', 'Cmd+C'],
  refusal: ({ terminal }) => (terminal.hasSelection() ? undefined : text.nothingSelected),
  run: ({ copier }) => void copier.copy(),
};

const copyHtml: TerminalVerb = {
  id: 'copy-html',
  label: text.copyHtml,
  icon: CodeXml,
  keys: [],
  run: ({ copier }) => void copier.copyHtml(),
};

const paste: TerminalVerb = {
  id: 'paste',
  label: text.paste,
  icon: ClipboardPaste,
  keys: ['Ctrl+Shift+V', 'Cmd+V'],
  byBrowser: true,
  run: (tools) => void pasteFromClipboard(tools),
};

const selectAll: TerminalVerb = {
  id: 'select-all',
  label: text.selectAll,
  icon: TextSelect,
  keys: ['Ctrl+Shift+A', 'Cmd+A'],
  run: ({ terminal }) => terminal.selectAll(),
};

const find: TerminalVerb = {
  id: 'find',
  label: text.find,
  icon: Search,
  keys: ['Ctrl+F', 'Ctrl+Shift+F', 'Cmd+F'],
  leftTo: 'Ctrl+F',
  run: ({ find }) => find.open(),
};

const clear: TerminalVerb = {
  id: 'clear',
  label: text.clear,
  icon: Eraser,
  keys: ['Ctrl+Shift+K', 'Cmd+K'],
  // Main keeps the lines: it tells all readers.
  run: ({ session, shell }) =>
    void session.link.ask((client) => client.terminal.clear({ session: shell })).catch(() => undefined),
};

const save: TerminalVerb = {
  id: 'save',
  label: text.save,
  icon: Save,
  keys: ['Ctrl+Shift+S', 'Cmd+S'],
  run: ({ session, shell, name }) => session.dialog.show({ kind: 'terminal.save', with: { session: shell, name } }),
};

const previousPrompt: TerminalVerb = {
  id: 'previous-prompt',
  label: text.previousPrompt,
  icon: ChevronsUp,
  keys: ['Ctrl+Shift+Up', 'Cmd+Up'],
  run: ({ prompts }) => prompts.jump('previous'),
};

const nextPrompt: TerminalVerb = {
  id: 'next-prompt',
  label: text.nextPrompt,
  icon: ChevronsDown,
  keys: ['Ctrl+Shift+Down', 'Cmd+Down'],
  run: ({ prompts }) => prompts.jump('next'),
};

const top: TerminalVerb = {
  id: 'top',
  label: text.top,
  icon: ArrowUpToLine,
  keys: ['Ctrl+Shift+Home', 'Cmd+Home'],
  run: ({ terminal }) => terminal.scrollToTop(),
};

const bottom: TerminalVerb = {
  id: 'bottom',
  label: text.bottom,
  icon: ArrowDownToLine,
  keys: ['Ctrl+Shift+End', 'Cmd+End'],
  run: ({ terminal }) => terminal.scrollToBottom(),
};

const larger: TerminalVerb = {
  id: 'larger',
  label: text.larger,
  icon: AArrowUp,
  keys: ['Ctrl+=', 'Cmd+='],
  run: ({ session }) => zoom(session.settings, 1),
};

const smaller: TerminalVerb = {
  id: 'smaller',
  label: text.smaller,
  icon: AArrowDown,
  keys: ['Ctrl+-', 'Cmd+-'],
  run: ({ session }) => zoom(session.settings, -1),
};

const usual: TerminalVerb = {
  id: 'usual',
  label: text.usual,
  icon: RotateCcw,
  keys: ['Ctrl+0', 'Cmd+0'],
  run: ({ session }) => zoom(session.settings, 0),
};

/** Opens the menu; so does the key that some keyboards have for it, which no shell gets. */
export const menuKeys = 'Shift+F10';

/** In the order and the groups of the menu. */
export const verbGroups: readonly (readonly TerminalVerb[])[] = [
  [copy, copyHtml, paste, selectAll],
  [find, previousPrompt, nextPrompt, top, bottom],
  [save, clear],
  [larger, smaller, usual],
];

export const terminalVerbs: readonly TerminalVerb[] = verbGroups.flat();

/** For a menu: a browser may keep the clipboard from being read other than by keys; a window of its own pastes itself. */
async function pasteFromClipboard({ paster, session, terminal }: TerminalTools): Promise<void> {
  try {
    await paster.paste(await navigator.clipboard.readText());
  } catch {
    terminal.focus();
    const pasted = await session.link.ask((client) => client.host.paste({})).catch(() => false);
    if (!pasted) session.notices.succeed(text.pasteByKeys);
  }
  terminal.focus();
}
