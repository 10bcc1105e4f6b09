import { WebLinksAddon } from '@xterm/addon-web-links';
import type { ILink, ILinkProvider } from '@xterm/xterm';
import type { Stop } from '../../../../app/rpc/operation.ts';
import type { Session } from '../../../stores/session.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { words } from '../../../words/words.ts';
import { filePlaces } from './file-places.ts';
import { printedLine } from './lines.ts';
import type { ToolParts } from './tools.ts';
import { webAddress } from './web-address.ts';

const { links } = words.terminal;

/** Links that the menu has room for; those that were printed last. */
const mostListed = 10;

/** Something in what was printed that can be followed. */
export interface FoundLink {
  readonly kind: 'web' | 'file';
  readonly text: string;
}

/** Finds what can be followed in a terminal. */
export interface Links {
  /** On screen now, the lowest first, each once. */
  onScreen(): readonly FoundLink[];
  readonly stop: Stop;
}

/**
 * Has addresses and places in files followed by a click with Ctrl (Cmd on a Mac): a plain one selects. Where a link leads
 * is told while the pointer is on it, as what it is called comes from the container.
 */
export function equipLinks({ terminal, session, name, state }: ToolParts): Links {
  const hover = (_: MouseEvent, text: string) => state.setState({ pointed: text.slice(0, 2048) });
  const leave = () => state.setState({ pointed: undefined });
  const follow = (kind: FoundLink['kind']) => (event: MouseEvent, text: string) => {
    if (event.ctrlKey || event.metaKey) void followLink({ kind, text }, name, session);
  };
  terminal.loadAddon(new WebLinksAddon(follow('web'), { hover, leave }));
  // Links by escape sequence; xterm makes none of those with other schemes than http and https.
  terminal.options.linkHandler = { activate: follow('web'), hover, leave };
  const provider: ILinkProvider = {
    provideLinks: (row, give) => {
      const { text, cells } = printedLine(terminal.buffer.active, row - 1);
      const found = filePlaces(text).flatMap(({ text, from }): ILink[] => {
        const [start, end] = [cells[from], cells[from + text.length - 1]];
        return start && end ? [{ text, range: { start, end }, activate: follow('file'), hover, leave }] : [];
      });
      give(found);
    },
  };
  const places = terminal.registerLinkProvider(provider);
  return {
    onScreen: () => {
      const { active } = terminal.buffer;
      const found = new Map<string, FoundLink>();
      let row = active.viewportY;
      while (row < active.viewportY + terminal.rows) {
        const { text, end } = printedLine(active, row);
        for (const link of linksIn(text)) found.set(link.text, link);
        row = Math.max(end, row + 1);
      }
      return [...found.values()].slice(-mostListed).toReversed();
    },
    stop: () => places.dispose(),
  };
}

function linksIn(text: string): FoundLink[] {
  const addresses = text.match(/https?:\/\/[^\s"'<>()[\]{}]+/gi) ?? [];
  const web = addresses
    .map((address) => address.replace(/[.,:;!?]+$/, ''))
    .filter((address) => webAddress(address) !== undefined)
    .map((address): FoundLink => ({ kind: 'web', text: address }));
  return [...web, ...filePlaces(text).map(({ text }): FoundLink => ({ kind: 'file', text }))];
}

/** Opens an address once the person has seen where it leads and agrees; puts a place in a file on the clipboard. */
export async function followLink({ kind, text }: FoundLink, name: string, session: Session): Promise<void> {
  const { notices, question } = session;
  if (kind === 'file') {
    if (await copyText(text)) notices.succeed(links.copied({ text }));
    return;
  }
  const address = webAddress(text);
  if (!address) return;
  const answer = await question.ask({
    title: links.question({ host: address.host }),
    body: links.text({ address: address.href, name }),
    engines: [],
    confirm: links.confirm,
    tone: 'plain',
  });
  if (answer) window.open(address.href, '_blank', 'noopener,noreferrer');
}
