import type { DialogForms } from '../stores/dialog.ts';
import { selectedEngine } from '../stores/engine.ts';
import type { Session } from '../stores/session.ts';
import type { GlobalCommand } from './command.ts';

/** What the forms of transfers and logins are opened with, besides the engine. */
type Opening = { readonly [K in TransferKind]: Omit<DialogForms[K], 'engine'> };
type TransferKind = 'transfers.pull' | 'transfers.push' | 'transfers.save' | 'transfers.load' | 'registries.login';

/** Opens one of the forms on the selected engine; a notice says so where there is none. */
export function openTransfer<K extends TransferKind>(session: Session, kind: K, opening: Opening[K]): void {
  const engine = selectedEngine(session.engine.getState().list);
  if (!engine) {
    session.notices.fail('There is no engine', { code: 'engine-unreachable', message: 'Start an engine first.' });
    return;
  }
  if (engine.status.kind === 'unreachable') {
    session.notices.fail(`${engine.name} is not reachable`, engine.status.problem);
    return;
  }
  const request = { kind, with: { engine: engine.id, ...opening } };
  // The two belong together by type, which the checker cannot see through a type parameter.
  session.dialog.show(request as unknown as Parameters<Session['dialog']['show']>[0]);
}

export const pullImage: GlobalCommand = {
  id: 'transfers.pull',
  label: 'Pull image…',
  icon: 'pull',
  run: (session) => openTransfer(session, 'transfers.pull', {}),
};

export const pushImage: GlobalCommand = {
  id: 'transfers.push',
  label: 'Push image…',
  icon: 'push',
  run: (session) => openTransfer(session, 'transfers.push', {}),
};

export const saveImages: GlobalCommand = {
  id: 'transfers.save',
  label: 'Save images to a file…',
  icon: 'save',
  run: (session) => openTransfer(session, 'transfers.save', { references: [] }),
};

export const loadImages: GlobalCommand = {
  id: 'transfers.load',
  label: 'Load images from a file…',
  icon: 'open',
  run: (session) => openTransfer(session, 'transfers.load', {}),
};

export const logIn: GlobalCommand = {
  id: 'registries.login',
  label: 'Log in to a registry…',
  icon: 'go',
  run: (session) => openTransfer(session, 'registries.login', {}),
};

export const logOut: GlobalCommand = {
  id: 'registries.logout',
  label: 'Log out of a registry…',
  icon: 'go',
  run: ({ place }) => place.go({ section: 'Settings' }),
};

/** What can be done with registries and archives without an object. */
export const transferCommands: readonly GlobalCommand[] = [pullImage, pushImage, saveImages, loadImages, logIn, logOut];
