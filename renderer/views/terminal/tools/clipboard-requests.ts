import type { Stop } from '../../../../app/rpc/operation.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { words } from '../../../words/words.ts';
import { firstLines } from './paste-text.ts';
import type { ToolParts } from './tools.ts';

const { requests } = words.terminal;

/** Characters of base64 that a program may put on the clipboard: 96 KiB of text. */
const longest = 128 * 1024;
const shown = 9;

/**
 * Asks before a program puts something on the clipboard (OSC 52), and never tells one what is on it. A program may ask
 * once for what a person typed; after a no, not again before they press Enter. Returns how to stop.
 */
export function askForClipboard({ terminal, session, name }: ToolParts): Stop {
  let may = false;
  let refused = false;
  let trusted = false;
  const typing = terminal.onKey(({ key }) => {
    if (key === '\r') refused = false;
    may = true;
  });
  const ask = async (text: string): Promise<void> => {
    may = false;
    if (!trusted) {
      const answer = await session.question.ask({
        title: requests.question({ name }),
        body: requests.text,
        engines: [],
        items: firstLines(text, shown),
        confirm: requests.confirm,
        tone: 'plain',
        option: { label: requests.always },
      });
      terminal.focus();
      refused = answer === undefined;
      trusted = answer?.option ?? false;
      if (!answer) return;
    }
    if (await copyText(text)) session.notices.succeed(requests.done({ name }));
  };
  const handler = terminal.parser.registerOscHandler(52, (data) => {
    const text = textOf(data);
    // What somebody is being asked is not taken away from them.
    const busy = session.question.state.getState().asked !== undefined;
    if (text !== undefined && may && !refused && !busy) void ask(text);
    return true;
  });
  return () => {
    typing.dispose();
    handler.dispose();
  };
}

/** What is to be put on the clipboard; undefined for a question what is on it, and for what is no text. */
export function textOf(data: string): string | undefined {
  if (data.length > longest) return undefined;
  const [, base64] = /^[a-z0-7]*;([A-Za-z0-9+/]+={0,2})$/.exec(data) ?? [];
  if (base64 === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
