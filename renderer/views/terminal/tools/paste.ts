import type { Stop } from '../../../../app/rpc/operation.ts';
import { words } from '../../../words/words.ts';
import { cleanPaste, countLines, firstLines } from './paste-text.ts';
import type { ToolParts } from './tools.ts';

const { pasting } = words.terminal;

/** Lines of a paste that its question is given; it shows as many as it has room for, and tells how many there are. */
const shown = 9;

/** Pastes into a terminal. */
export interface Paster {
  /** Asks first where several lines would be run at once, and the settings do not say otherwise. */
  paste(text: string): Promise<void>;
  readonly stop: Stop;
}

/** Has everything that is pasted into a terminal looked at first, whether it comes by a key, a menu or the mouse. */
export function guardPaste({ terminal, element, session, name }: ToolParts): Paster {
  const { settings, question } = session;
  const agrees = async (text: string): Promise<boolean> => {
    const { terminalView } = settings.state.getState().value;
    const count = countLines(text);
    // A program that brackets what is pasted runs nothing of it by itself.
    if (count < 2 || terminal.modes.bracketedPasteMode || !terminalView.askPaste) return true;
    const answer = await question.ask({
      title: pasting.question({ count, name }),
      body: pasting.text,
      engines: [],
      items: firstLines(text, shown),
      confirm: pasting.confirm,
      tone: 'plain',
      option: { label: pasting.never, hint: pasting.neverHint },
    });
    if (answer?.option) settings.update({ terminalView: { ...terminalView, askPaste: false } });
    terminal.focus();
    return answer !== undefined;
  };
  const paste = async (text: string): Promise<void> => {
    const clean = cleanPaste(text);
    if (clean !== '' && (await agrees(clean))) terminal.paste(clean);
  };
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    // xterm would paste it, too.
    event.stopPropagation();
    void paste(event.clipboardData?.getData('text/plain') ?? '');
  };
  element.addEventListener('paste', onPaste, { capture: true });
  return { paste, stop: () => element.removeEventListener('paste', onPaste, { capture: true }) };
}
