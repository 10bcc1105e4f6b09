import type { LogTarget } from '../../../app/logs.ts';
import type { Link } from '../link/link.ts';
import { tabsOf } from './dock-tree.ts';
import type { SettingsStore } from './settings.ts';

/** Has the logs in the dock recorded, whether their tabs are in front or not: a docked log misses nothing. */
export function recordDocked(link: Link, { state }: SettingsStore): void {
  let told: string | undefined;
  const tell = (): void => {
    const { value, loaded } = state.getState();
    // Before that it is empty, which is nobody's choice.
    if (!loaded) return;
    const targets = tabsOf(value.dock).flatMap(({ content }): LogTarget[] =>
      content.kind === 'log' ? [content.target] : [],
    );
    const wanted = JSON.stringify(targets);
    if (wanted === told) return;
    told = wanted;
    void link.ask((client) => client.logs.record({ targets })).catch(() => undefined);
  };
  state.subscribe(tell);
  // A host that was started anew may know otherwise.
  link.live(() => {
    told = undefined;
    tell();
    return () => undefined;
  });
}
