import type { ITheme, Terminal } from '@xterm/xterm';
import type { Stop } from '../../../../app/rpc/operation.ts';

/** What a program's own colours have to differ by from their ground, as WCAG has it for text. */
export const leastContrast = 4.5;

const ansi = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const satisfies readonly (keyof ITheme)[];

/** The family of the page's monospaced font. */
export function monospace(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--mono') || 'monospace';
}

/** xterm draws its own colours: they are read from the tokens by an element that uses them. */
export function themeNow(): ITheme {
  return withColors((color) => ({
    background: color('--bg-sunken'),
    foreground: color('--text'),
    cursor: color('--accent'),
    cursorAccent: color('--bg-sunken'),
    // Told from what a search has marked.
    selectionBackground: color('--bg-selection'),
    scrollbarSliderBackground: color('--line-strong'),
    scrollbarSliderHoverBackground: color('--line-control'),
    scrollbarSliderActiveBackground: color('--line-control'),
    overviewRulerBorder: color('--bg-sunken'),
    ...Object.fromEntries(ansi.map((name, at) => [name, color(`--ansi-${at}`)])),
  }));
}

/** Calls with what tells the colour of a token now, e.g. `rgb(1, 2, 3)`. */
export function withColors<T>(read: (color: (token: string) => string) => T): T {
  const probe = document.createElement('span');
  // Where the system forces its colours, every text would else have that of text, a background's too.
  probe.style.forcedColorAdjust = 'none';
  document.body.append(probe);
  const made = read((token) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return made;
}

/** Draws anew with the colours and the font that were chosen when that changes. Returns how to stop. */
export function followTheme(terminal: Terminal): Stop {
  const update = () => {
    terminal.options.theme = themeNow();
    terminal.options.fontFamily = monospace();
  };
  const attribute = new MutationObserver(update);
  attribute.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast', 'data-fonts'] });
  const system = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('(forced-colors: active)')];
  for (const query of system) query.addEventListener('change', update);
  return () => {
    attribute.disconnect();
    for (const query of system) query.removeEventListener('change', update);
  };
}
