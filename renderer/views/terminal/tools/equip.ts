import { Unicode11Addon } from '@xterm/addon-unicode11';
import { createStore } from 'zustand/vanilla';
import type { Stop } from '../../../../app/rpc/operation.ts';
import { type Copier, equipCopies } from './clipboard.ts';
import { askForClipboard } from './clipboard-requests.ts';
import { equipFind, type Finder } from './find.ts';
import { drawByGpu } from './gpu.ts';
import { keepKeys } from './keys.ts';
import { equipLinks, type Links } from './links.ts';
import { followLook } from './look.ts';
import { guardPaste, type Paster } from './paste.ts';
import { followPrompts, type Prompts } from './prompts.ts';
import { followTitle, showBell } from './signals.ts';
import { followTheme } from './theme.ts';
import { emptyState, type ToolParts, type ToolState } from './tools.ts';

/** All that a person can do with a terminal beside typing into it. */
export interface TerminalTools extends ToolParts {
  readonly copier: Copier;
  readonly paster: Paster;
  readonly find: Finder;
  readonly links: Links;
  readonly prompts: Prompts;
  readonly stop: Stop;
}

/** Equips a terminal that was opened in its element. `stop` before the terminal is disposed. */
export function equip(given: Omit<ToolParts, 'state'>): TerminalTools {
  const parts: ToolParts = { ...given, state: createStore<ToolState>(() => emptyState) };
  const { terminal } = parts;
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  const [copier, paster, find, links, prompts] = [
    equipCopies(parts),
    guardPaste(parts),
    equipFind(parts),
    equipLinks(parts),
    followPrompts(parts),
  ];
  const stops = [
    followTheme(terminal),
    followLook(parts),
    drawByGpu(parts),
    showBell(parts),
    followTitle(parts),
    askForClipboard(parts),
    ...[copier, paster, find, links, prompts].map(({ stop }) => stop),
  ];
  const tools: TerminalTools = {
    ...parts,
    copier,
    paster,
    find,
    links,
    prompts,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
  keepKeys(tools);
  return tools;
}
