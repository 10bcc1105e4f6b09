import type { KeptHow, ShellHow } from '../../../app/terminal.ts';
import { keptHow } from '../../../app/terminal.ts';
import type { SettingsStore } from './settings.ts';

/** Images that anybody works in at a time, and some; the settings keep no more, and no longer names. */
const most = 50;
const longestImage = 500;

/** How a shell was opened last in a container of this image; undefined where that is not remembered. */
export function lastHow({ state }: SettingsStore, image: string): KeptHow | undefined {
  return state.getState().value.shellHows.find((kept) => kept.image === image)?.how;
}

/** Remembers that over a restart, without values of variables. */
export function rememberHow(settings: SettingsStore, image: string, how: ShellHow): void {
  if (image === '' || image.length > longestImage) return;
  const { shellHows } = settings.state.getState().value;
  const others = shellHows.filter((kept) => kept.image !== image);
  settings.update({ shellHows: [{ image, how: keptHow(how) }, ...others].slice(0, most) });
}
