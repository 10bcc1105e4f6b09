import { SearchAddon } from '@xterm/addon-search';
import type { Stop } from '../../../../app/rpc/operation.ts';
import type { MatchOrder } from '../../logs/match/matcher.ts';
import { withColors } from './theme.ts';
import { type FindState, mostMarked, type ToolParts } from './tools.ts';

/** ms that a pattern may take for everything that a terminal holds; it takes some. */
const patience = 500;
/** Characters of what is looked for. */
export const longestFind = 1000;

/** Looks for something in a terminal. */
export interface Finder {
  /** Shows the bar, with what is selected where that is one line. */
  open(): void;
  /** Takes the marks away and gives the keyboard back to the terminal. */
  close(): void;
  /** Looks for something else, or in another way, from what is shown on. */
  ask(patch: Partial<Pick<FindState, 'text' | 'matchCase' | 'wholeWord' | 'regex'>>): void;
  go(to: 'next' | 'previous'): void;
  readonly stop: Stop;
}

/** Finds in all that a terminal holds, and marks what it found, also in what is printed later. */
export function equipFind({ terminal, state }: ToolParts): Finder {
  const addon = new SearchAddon({ highlightLimit: mostMarked });
  terminal.loadAddon(addon);
  const patch = (find: Partial<FindState>) => state.setState({ find: { ...state.getState().find, ...find } });
  addon.onDidChangeResults(({ resultIndex, resultCount }) => patch({ count: resultCount, at: resultIndex }));
  let trial: Stop | undefined;

  const search = (to: 'next' | 'previous', incremental: boolean) => {
    const { text, matchCase, wholeWord, regex } = state.getState().find;
    const options = { caseSensitive: matchCase, wholeWord, regex, incremental, decorations: marks() };
    if (to === 'next') addon.findNext(text, options);
    else addon.findPrevious(text, options);
  };
  const clear = () => {
    trial?.();
    trial = undefined;
    addon.clearDecorations();
    patch({ count: 0, at: -1, fault: undefined });
  };
  const begin = () => {
    clear();
    const { text, regex, matchCase } = state.getState().find;
    if (text === '') return terminal.clearSelection();
    // Upwards from the end: what was printed last is what people look for.
    if (!regex) return search('previous', true);
    if (!isPattern(text)) return patch({ fault: 'pattern' });
    const order = { source: text, flags: matchCase ? 'g' : 'gi', texts: allLines(terminal.buffer.active) };
    trial = tryPattern(order, (isQuick) => (isQuick ? search('previous', true) : patch({ fault: 'slow' })));
  };

  return {
    open: () => {
      const selected = terminal.getSelection();
      const isOne = selected !== '' && selected.length <= longestFind && !/[\r\n]/.test(selected);
      patch({ open: true, ...(isOne ? { text: selected } : {}) });
      begin();
    },
    close: () => {
      clear();
      patch({ open: false });
      terminal.focus();
    },
    ask: (next) => {
      patch(next);
      begin();
    },
    go: (to) => {
      const { text, fault } = state.getState().find;
      if (text !== '' && fault === undefined) search(to, false);
    },
    stop: () => trial?.(),
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function allLines(buffer: ToolParts['terminal']['buffer']['active']): string[] {
  return Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row)?.translateToString(true) ?? '');
}

/**
 * Tells whether a pattern gets through all lines in time. It is tried in a worker: one that does not would hold the page
 * up for as long as it takes. Returns how to stop; nothing is told after that.
 */
function tryPattern(order: MatchOrder, tell: (isQuick: boolean) => void): Stop {
  const worker = new Worker(new URL('../../logs/match/match-worker.ts', import.meta.url), { type: 'module' });
  const end = (isQuick: boolean) => {
    stop();
    tell(isQuick);
  };
  const timer = setTimeout(() => end(false), patience);
  const stop = () => {
    clearTimeout(timer);
    worker.terminate();
  };
  worker.addEventListener('message', () => end(true));
  worker.addEventListener('error', () => end(false));
  worker.postMessage(order, []);
  return stop;
}

/** Colours as the addon takes them, of the tokens now. */
function marks() {
  return withColors((color) => {
    const hex = (token: string) => toHex(color(token));
    return {
      matchBackground: hex('--mark'),
      activeMatchBackground: hex('--mark-current'),
      matchOverviewRuler: hex('--tick'),
      activeMatchColorOverviewRuler: hex('--accent'),
    };
  });
}

/** `rgb(1, 2, 3)` as `#010203`. */
function toHex(color: string): string {
  const parts = color.match(/\d+(\.\d+)?/g)?.slice(0, 3) ?? [];
  return `#${parts.map((part) => Math.round(Number(part)).toString(16).padStart(2, '0')).join('')}`;
}
