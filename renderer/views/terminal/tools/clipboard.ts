import { SerializeAddon } from '@xterm/addon-serialize';
import type { Stop } from '../../../../app/rpc/operation.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { words } from '../../../words/words.ts';
import type { ToolParts } from './tools.ts';

const { copying } = words.terminal;

/** Puts what a terminal shows on the clipboard. */
export interface Copier {
  /** What is selected, as text; nothing where nothing is. */
  copy(): Promise<void>;
  /** What is selected, else all there is, with its colours, for programs that take them; as text for the others. */
  copyHtml(): Promise<void>;
  readonly stop: Stop;
}

/** Copies by verbs, and what is selected by the mouse at once where the settings say so. */
export function equipCopies({ terminal, element, session }: ToolParts): Copier {
  const { settings, notices } = session;
  const serializer = new SerializeAddon();
  terminal.loadAddon(serializer);
  const copy = async (): Promise<void> => {
    if (terminal.hasSelection()) await copyText(terminal.getSelection());
  };
  const copyHtml = async (): Promise<void> => {
    const onlySelection = terminal.hasSelection();
    const html = serializer.serializeAsHTML({ onlySelection, includeGlobalBackground: true });
    if (!onlySelection) terminal.selectAll();
    const text = terminal.getSelection();
    if (!onlySelection) terminal.clearSelection();
    const copied = await writeHtml(html, text);
    notices.succeed(copied ? copying.html : copying.text);
  };
  // Outside as well: a selection may end beside the terminal.
  const onUp = () => {
    if (settings.state.getState().value.terminalView.copyOnSelect) void copy();
  };
  const onDown = ({ button }: MouseEvent) => {
    if (button === 0) document.addEventListener('mouseup', onUp, { once: true });
  };
  element.addEventListener('mousedown', onDown);
  return {
    copy,
    copyHtml,
    stop: () => {
      element.removeEventListener('mousedown', onDown);
      document.removeEventListener('mouseup', onUp);
    },
  };
}

/** False where only the text could be copied. */
async function writeHtml(html: string, text: string): Promise<boolean> {
  try {
    const blob = (type: string, data: string) => new Blob([data], { type });
    const item = { 'text/html': blob('text/html', html), 'text/plain': blob('text/plain', text) };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    return true;
  } catch {
    await copyText(text);
    return false;
  }
}
