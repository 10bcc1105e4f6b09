import type { ITerminalOptions } from '@xterm/xterm';
import type { Stop } from '../../../../app/rpc/operation.ts';
import { defaultSettings, type TerminalLook } from '../../../../app/settings.ts';
import type { SettingsStore } from '../../../stores/kept/settings.ts';
import type { ToolParts } from './tools.ts';

/** px; what the settings allow. */
export const smallestFont = 8;
export const largestFont = 32;

const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** How the settings have a terminal look. */
export function lookOf({ fontSize, lineHeight, cursor, blink, screenReader }: TerminalLook): ITerminalOptions {
  return {
    fontSize,
    lineHeight,
    cursorStyle: cursor,
    cursorBlink: blink && !lessMotion.matches,
    screenReaderMode: screenReader,
  };
}

/** Draws anew as the settings change. Returns how to stop. */
export function followLook({ terminal, session, refit }: Pick<ToolParts, 'terminal' | 'session' | 'refit'>): Stop {
  return session.settings.state.subscribe(({ value: { terminalView: now } }, { value: { terminalView: before } }) => {
    if (now === before) return;
    Object.assign(terminal.options, lookOf(now));
    if (now.fontSize !== before.fontSize || now.lineHeight !== before.lineHeight) refit();
  });
}

/** Makes the font of every terminal a step larger, smaller, or as it was to begin with. */
export function zoom(settings: SettingsStore, step: 1 | -1 | 0): void {
  const { terminalView } = settings.state.getState().value;
  const wanted = step === 0 ? defaultSettings.terminalView.fontSize : terminalView.fontSize + step;
  const fontSize = Math.max(smallestFont, Math.min(wanted, largestFont));
  if (fontSize !== terminalView.fontSize) settings.update({ terminalView: { ...terminalView, fontSize } });
}
