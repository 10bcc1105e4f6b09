import { type ElectronHost, startElectronHost } from './electron-host.ts';
import { test as base, expect } from './fixtures.ts';
import { Native } from './pages/native.ts';
import { GantryWindow } from './pages/window.ts';

interface ElectronFixtures {
  /** An Electron host on the lab's engine, with nothing granted that a person would not have. */
  electron: ElectronHost;
  /** Its window from outside. */
  native: Native;
}

/** For what only the Electron host does. `gantry` is its window. */
export const test = base.extend<ElectronFixtures>({
  electron: async ({ lab }, use) => {
    const host = await startElectronHost({ dockerHost: lab.dockerHost });
    await use(host);
    await host.stop();
  },
  native: async ({ electron }, use) => {
    const native = new Native(electron.app);
    await native.watch();
    await use(native);
  },
  gantry: async ({ electron, show }, use) => use(new GantryWindow(await show(electron))),
});

export { expect };
