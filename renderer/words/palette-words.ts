import { words } from './words.ts';

/** Other words for a command, to find it by. */
export function paletteWords(command: string): string {
  return words.palette[command] ?? '';
}
