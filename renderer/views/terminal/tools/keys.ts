import type { TerminalTools } from './equip.ts';
import { menuKeys, type TerminalVerb, terminalVerbs } from './verbs.ts';

/** On a Mac the verbs have Cmd, and what has Ctrl alone is the shell's. */
const isMac = /Mac/.test(navigator.userAgent);

/** Keys that `terminal` does not get: those of the verbs, and those by which the keyboard leaves it. */
export function keepKeys(tools: TerminalTools): void {
  tools.terminal.attachCustomKeyEventHandler((event) => event.type !== 'keydown' || handleKey(event, tools));
}

/** False for what is not for the shell. */
function handleKey(event: KeyboardEvent, tools: TerminalTools): boolean {
  // Ours: the dock's key must work from within a shell, or the keyboard could not leave it.
  if (event.ctrlKey && event.key === '`') return false;
  const keys = keysOf(event);
  // The browser makes the menu's event of it.
  if (keys === menuKeys) return false;
  const verb = terminalVerbs.find((verb) => isFor(verb, keys, tools));
  if (!verb) return true;
  // What the browser does by itself for these keys follows as an event of its own, as that of a paste.
  if (!verb.byBrowser) {
    event.preventDefault();
    event.stopPropagation();
    verb.run(tools);
  }
  return false;
}

function isFor({ keys, leftTo }: TerminalVerb, pressed: string, { terminal }: TerminalTools): boolean {
  if (!keys.includes(pressed)) return false;
  const isFull = terminal.buffer.active.type === 'alternate';
  return !(pressed === leftTo && isFull) && !(isMac && /^Ctrl\+[^+]+$/.test(pressed));
}

/** As a verb's keys are written: `Ctrl+Shift+F`. */
export function keysOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  // `+` and `_` are `=` and `-` with Shift, on most keyboards.
  const plain = { '+': '=', _: '-' }[key];
  const held = [
    ctrlKey ? 'Ctrl' : '',
    metaKey ? 'Cmd' : '',
    altKey ? 'Alt' : '',
    shiftKey && plain === undefined ? 'Shift' : '',
  ];
  const name = plain ?? (key.length === 1 ? key.toUpperCase() : key.replace(/^Arrow/, ''));
  return [...held.filter((part) => part !== ''), name].join('+');
}
