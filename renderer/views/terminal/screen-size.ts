import type { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import type { Link } from '../../stores/link/link.ts';

interface SizeOptions {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  readonly link: Link;
  readonly session: string;
  /** What the screen has to fit into. */
  readonly element: HTMLElement;
}

/** How large a session is, as far as this screen has a say. */
export interface ScreenSize {
  /** Asks for what fits here. */
  readonly tell: () => void;
  /** The same, where the session has another size: whoever types leads. */
  readonly lead: () => void;
  readonly stop: () => void;
}

/**
 * Asks main for a size that fits as often as the screen's place changes. The terminal itself changes only as main says,
 * in order with what is written: another window may ask for another size, and then this one shows that.
 */
export function createSize({ terminal, fit, link, session, element }: SizeOptions): ScreenSize {
  const tell = () => {
    const fitting = element.clientWidth > 0 && element.clientHeight > 0 ? fit.proposeDimensions() : undefined;
    if (!fitting) return;
    const [cols, rows] = [bounded(fitting.cols), bounded(fitting.rows)];
    void link.ask((client) => client.terminal.resize({ session, cols, rows })).catch(() => undefined);
  };
  const lead = () => {
    const fitting = fit.proposeDimensions();
    if (fitting && (bounded(fitting.cols) !== terminal.cols || bounded(fitting.rows) !== terminal.rows)) tell();
  };
  const resized = new ResizeObserver(tell);
  resized.observe(element);
  return { tell, lead, stop: () => resized.disconnect() };
}

/** As the contract has it. */
const bounded = (cells: number) => Math.min(Math.max(cells, 1), 1000);
