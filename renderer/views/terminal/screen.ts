import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { TerminalItem } from '../../../app/terminal.ts';
import { guardParser, muteParser } from '../../../app/text/terminal-parser.ts';
import type { TypingModes } from '../../../app/text/typing.ts';
import type { Session } from '../../stores/session.ts';
import { createSender } from '../../stores/typing/sender.ts';
import { followSession } from './screen-session.ts';
import { createSize } from './screen-size.ts';
import { equip, type TerminalTools } from './tools/equip.ts';
import { lookOf } from './tools/look.ts';
import { leastContrast, monospace, themeNow } from './tools/theme.ts';

export interface ScreenOptions {
  readonly element: HTMLElement;
  readonly stores: Session;
  readonly session: string;
  /** The container's. */
  readonly name: string;
  readonly label: string;
  /** What a person types, and what the terminal reports, goes to the session by itself; it is told here too. */
  readonly onTyped: (text: string) => void;
  readonly onExit: (exit: Extract<TerminalItem, { kind: 'exit' }>) => void;
  /** The main process no longer knows the session. */
  readonly onGone: () => void;
}

/** A session's screen. */
export interface Screen {
  readonly tools: TerminalTools;
  focus(): void;
  /** How what is typed is sent now. */
  modes(): TypingModes;
  type(text: string): void;
  paste(text: string): void;
  /** Takes it away. */
  close(): void;
}

/** Draws a session with xterm and sends it what is typed. */
export function openScreen(options: ScreenOptions): Screen {
  const { element, stores, session, name, label, onTyped, onExit, onGone } = options;
  const { link } = stores;
  const view = stores.settings.state.getState().value.terminalView;
  const terminal = new Terminal({
    allowProposedApi: true,
    // All of it before it is drawn for the first time: each change makes it anew.
    ...lookOf(view),
    minimumContrastRatio: leastContrast,
    scrollback: view.scrollback,
    fontFamily: monospace(),
    theme: themeNow(),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(element);
  terminal.textarea?.setAttribute('aria-label', label);
  const size = createSize({ terminal, fit, link, session, element });
  const tools = equip({ terminal, element, session: stores, shell: session, name, refit: size.tell });

  guardParser(terminal);
  muteParser(terminal.parser);
  const sender = createSender(link, session);
  const send = (data: Uint8Array) => {
    size.lead();
    sender.send(data);
  };
  terminal.onData((text) => {
    send(new TextEncoder().encode(text));
    onTyped(text);
  });
  terminal.onBinary((text) => send(Uint8Array.from(text, (character) => character.charCodeAt(0))));
  const stop = followSession({ terminal, link, session, onScreen: size.tell, onExit, onGone });
  return {
    tools,
    ...handOn(terminal),
    close: () => {
      stop();
      size.stop();
      tools.stop();
      terminal.dispose();
    },
  };
}

/** What else may be done to a terminal from outside of it. */
function handOn(terminal: Terminal): Omit<Screen, 'close' | 'tools'> {
  return {
    focus: () => terminal.focus(),
    modes: () => ({
      bracketedPaste: terminal.modes.bracketedPasteMode,
      applicationCursor: terminal.modes.applicationCursorKeysMode,
    }),
    type: (text) => terminal.input(text),
    paste: (text) => terminal.paste(text),
  };
}
