import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { CastHeader } from '../../../app/text/asciicast.ts';
import { followTheme, leastContrast, monospace, themeNow } from '../terminal/tools/theme.ts';
import { Player } from './player.ts';

/** Lines that went out at the top, and can be scrolled to and copied. */
const scrollback = 10_000;

/** What draws a recording. */
export interface CastScreen {
  /** Undefined before it has begun. */
  readonly player: Player | undefined;
  readonly idleLimit: number | undefined;
  /** Makes room for a recording, in place of what was there. */
  begin(header: CastHeader): void;
  /** All lines as text. */
  text(): string;
  close(): void;
}

/**
 * Draws a recording with xterm in an element. What it asks of a terminal is answered to nobody: no program is there.
 * @param onLink somebody clicked on a link, whatever its address
 */
export function openCastScreen(element: HTMLElement, onLink: (url: string) => void): CastScreen {
  const terminal = new Terminal({
    allowProposedApi: true,
    disableStdin: true,
    scrollback,
    fontSize: 12,
    fontFamily: monospace(),
    theme: themeNow(),
    minimumContrastRatio: leastContrast,
    linkHandler: { activate: (_, url) => onLink(url) },
  });
  terminal.loadAddon(new Unicode11Addon());
  terminal.loadAddon(new WebLinksAddon((_, url) => onLink(url)));
  terminal.unicode.activeVersion = '11';
  terminal.open(element);
  // Nothing can be typed: the keys are the dialog's.
  terminal.textarea?.setAttribute('tabindex', '-1');
  terminal.textarea?.setAttribute('aria-hidden', 'true');
  const themed = followTheme(terminal);
  let player: Player | undefined;
  let idleLimit: number | undefined;
  let stopTime: Stop = () => undefined;
  return {
    get player() {
      return player;
    },
    get idleLimit() {
      return idleLimit;
    },
    begin: ({ cols, rows, ...more }) => {
      terminal.reset();
      terminal.resize(cols, rows);
      idleLimit = more.idleLimit;
      player = new Player(terminal, { cols, rows });
      stopTime();
      stopTime = passTime(player);
    },
    text: () => textOf(terminal),
    close: () => {
      stopTime();
      themed();
      terminal.dispose();
    },
  };
}

/** Tells a player of the time that passes, with each frame while it plays. Returns how to stop. */
function passTime(player: Player): Stop {
  let frame: number | undefined;
  let last = 0;
  const tick = (now: number) => {
    player.tick(Math.max(0, now - last));
    last = now;
    frame = requestAnimationFrame(tick);
  };
  const look = () => {
    const { playing } = player.state.getState();
    if (playing === (frame !== undefined)) return;
    if (frame !== undefined) cancelAnimationFrame(frame);
    last = performance.now();
    frame = playing ? requestAnimationFrame(tick) : undefined;
  };
  const stop = player.state.subscribe(look);
  return () => {
    stop();
    if (frame !== undefined) cancelAnimationFrame(frame);
  };
}

/** Lines that were wrapped are one again; the empty ones at the end are left out. */
function textOf(terminal: Terminal): string {
  const { active } = terminal.buffer;
  const lines: string[] = [];
  for (let at = 0; at < active.length; at += 1) {
    const line = active.getLine(at);
    const goesOn = active.getLine(at + 1)?.isWrapped === true;
    const text = line?.translateToString(!goesOn) ?? '';
    if (line?.isWrapped && lines.length > 0) lines.push(`${lines.pop() ?? ''}${text}`);
    else lines.push(text);
  }
  return lines.join('\n').trimEnd();
}
