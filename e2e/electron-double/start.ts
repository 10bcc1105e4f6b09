import { createRequire, Module } from 'node:module';
import manifest from 'electron/package.json' with { type: 'json' };
import { app } from './app.ts';
import { findApp } from './app-folder.ts';
import { electron } from './electron-module.ts';

/** Switches of Chromium's and Node's that Playwright adds, and the app has no use for. */
const ownSwitches = /^--(inspect(=.*)?|remote-debugging-port=.*|no-sandbox)$/;

/**
 * Runs an app as Electron does.
 * @param program the path by which Electron was called
 */
export function start(program: string, args: readonly string[]): void {
  const rest = args.filter((argument) => !ownSwitches.test(argument));
  const { path, packaged, name, version, mainScript, args: appArgs } = findApp(program, rest);
  process.argv = [program, ...appArgs];
  Object.assign(process, { type: 'browser', defaultApp: !packaged });
  Object.assign(process.versions, { electron: manifest.version });
  provideElectron();
  const debuggingPort = args.some((argument) => argument.startsWith('--remote-debugging-port'));
  app.launch({ program, appPath: path, packaged, name, version, debuggingPort }, () => {
    createRequire(mainScript)(mainScript);
  });
}

/** `require('electron')` gives the double, to the app and to Playwright. Node has no public way to say so before 22. */
function provideElectron(): void {
  const loader = Module as unknown as { _load: (id: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  loader._load = (id, ...rest) => (/^electron(\/(main|common))?$/.test(id) ? electron : load(id, ...rest));
}
