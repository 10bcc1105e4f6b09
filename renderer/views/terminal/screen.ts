import { FitAddon } from '@xterm/addon-fit';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { type ITheme, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { maxWrite, type TerminalItem } from '../../../app/terminal.ts';
import type { Link } from '../../stores/link.ts';
import { copyText } from '../../ui/copy-text.ts';

/** Lines of scrollback in the page; main keeps its own for a reload. */
const scrollback = 10_000;

export interface ScreenOptions {
  readonly element: HTMLElement;
  readonly link: Link;
  readonly session: string;
  readonly label: string;
  readonly onExit: (exit: Extract<TerminalItem, { kind: 'exit' }>) => void;
  /** Another view or window shows the session now. */
  readonly onTaken: () => void;
  /** The main process no longer knows the session. */
  readonly onGone: () => void;
}

/** A session's screen. */
export interface Screen {
  focus(): void;
  /** Takes it away. */
  close(): void;
}

/** Draws a session with xterm and sends it what is typed. */
export function openScreen({ element, link, session, label, onExit, onTaken, onGone }: ScreenOptions): Screen {
  const terminal = new Terminal({
    allowProposedApi: true,
    scrollback,
    fontSize: 12,
    fontFamily: monospace(),
    theme: theme(),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new Unicode11Addon());
  terminal.loadAddon(new WebLinksAddon((event, uri) => openLink(event, uri)));
  terminal.unicode.activeVersion = '11';
  terminal.open(element);
  terminal.textarea?.setAttribute('aria-label', label);
  terminal.attachCustomKeyEventHandler((event) => handleKey(event, terminal));

  const sender = createSender(link, session);
  terminal.onData((text) => sender.send(new TextEncoder().encode(text)));
  terminal.onBinary((text) => sender.send(Uint8Array.from(text, (character) => character.charCodeAt(0))));
  terminal.onResize(({ cols, rows }) => {
    void link.ask((client) => client.terminal.resize({ session, cols, rows })).catch(() => undefined);
  });

  const resized = new ResizeObserver(() => {
    if (element.clientWidth > 0 && element.clientHeight > 0) fit.fit();
  });
  resized.observe(element);
  const themed = followTheme(terminal);

  const stop = link.live((client) => {
    terminal.reset();
    fit.fit();
    return client.terminal.attach(
      { session },
      {
        // Waiting for xterm to have drawn it is what slows a shell that prints faster than the page can draw.
        onItem: (item) => {
          if (item.kind === 'exit') return onExit(item);
          if (item.kind === 'taken') return onTaken();
          return new Promise<void>((drawn) => terminal.write(item.data, drawn));
        },
        onEnd: (problem) => {
          if (problem?.code === 'not-found') onGone();
        },
      },
    );
  });
  // The size may differ from the one that the session began with.
  const { cols, rows } = terminal;
  void link.ask((client) => client.terminal.resize({ session, cols, rows })).catch(() => undefined);
  return {
    focus: () => terminal.focus(),
    close: () => {
      stop();
      resized.disconnect();
      themed();
      terminal.dispose();
    },
  };
}

/** Sends bytes in order, one write at a time, each at most as long as the contract allows. */
function createSender(link: Link, session: string): { send(data: Uint8Array): void } {
  let last = Promise.resolve();
  return {
    send: (data) => {
      for (let from = 0; from < data.byteLength; from += maxWrite) {
        const part = data.slice(from, from + maxWrite);
        last = last
          .then(() => link.ask((client) => client.terminal.write({ session, data: part })))
          .catch(() => undefined);
      }
    },
  };
}

/** Ctrl+Shift+C / Ctrl+Shift+V (Cmd on a Mac) copy and paste; Ctrl+C and Ctrl+V go to the shell. */
function handleKey(event: KeyboardEvent, terminal: Terminal): boolean {
  if (event.type !== 'keydown') return true;
  const copies = (event.ctrlKey && event.shiftKey) || event.metaKey;
  if (copies && event.key.toLowerCase() === 'c' && terminal.hasSelection()) {
    event.preventDefault();
    void copyText(terminal.getSelection());
    return false;
  }
  // The browser's own paste event follows, which xterm handles with bracketed paste.
  if (copies && event.key.toLowerCase() === 'v') return false;
  // Ours: the dock's key must work from within a shell, or the keyboard could not leave it.
  return !(event.ctrlKey && event.key === '`');
}

function openLink(event: MouseEvent, uri: string): void {
  // Only on purpose, and only to the web: the text comes from the container.
  if ((event.ctrlKey || event.metaKey) && /^https?:\/\//i.test(uri)) window.open(uri, '_blank', 'noopener,noreferrer');
}

function monospace(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--mono') || 'monospace';
}

/** xterm draws its own colours: they are read from the tokens by an element that uses them. */
function theme(): ITheme {
  const probe = document.createElement('span');
  document.body.append(probe);
  const color = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    background: color('--bg-sunken'),
    foreground: color('--text'),
    cursor: color('--accent'),
    selectionBackground: color('--bg-picked'),
    scrollbarSliderBackground: color('--line-strong'),
    scrollbarSliderHoverBackground: color('--line-control'),
    scrollbarSliderActiveBackground: color('--line-control'),
    red: color('--state-bad'),
    green: color('--state-running'),
    yellow: color('--state-paused'),
    blue: color('--state-created'),
  };
  probe.remove();
  return colors;
}

/** Draws anew with the colours and the font that were chosen when that changes. */
function followTheme(terminal: Terminal): () => void {
  const update = () => {
    terminal.options.theme = theme();
    terminal.options.fontFamily = monospace();
  };
  const attribute = new MutationObserver(update);
  attribute.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast', 'data-fonts'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', update);
  return () => {
    attribute.disconnect();
    system.removeEventListener('change', update);
  };
}
