import type { EngineState } from '../../app/engines/engine.ts';
import { cause } from '../../app/rpc/problem.ts';
import type { Session } from '../stores/session.ts';
import type { DialogForms } from '../stores/shown/dialog.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import { type ContainerTarget, unlessRemoving } from './container/target.ts';
import { command, type GlobalCommand, itsEngine } from './running/command.ts';
import { heldBy } from './running/guard.ts';
import { onEngine } from './running/on-engine.ts';

const text = words.transfers;

/** What the forms of transfers and logins are opened with, besides the engine. */
type Opening = { readonly [K in TransferKind]: Omit<DialogForms[K], 'engine'> };
type TransferKind = 'transfers.pull' | 'transfers.push' | 'transfers.save' | 'transfers.load' | 'registries.login';

/** Those that change no engine. */
const safe: ReadonlySet<TransferKind> = new Set(['transfers.save', 'registries.login']);

const labels: Readonly<Record<TransferKind, string>> = {
  'transfers.pull': text.pull.command,
  'transfers.push': text.push.command,
  'transfers.save': text.save.command,
  'transfers.load': text.load.command,
  'registries.login': text.login.command,
};

/**
 * Opens one of the forms on the engine that the window looks at, or on one that is asked for; a notice says so where there
 * is none, or where it may not be.
 */
export function openTransfer<K extends TransferKind>(session: Session, kind: K, opening: Opening[K]): void {
  const what = labels[kind];
  const go = (engine: EngineState) => openOn(engine, session, kind, opening);
  const found = onEngine(session, { what, changes: !safe.has(kind), go });
  if (!found) session.notices.fail(text.noEngine, { code: 'engine-unreachable', ...cause('no-engine-yet') });
}

function openOn<K extends TransferKind>(engine: EngineState, session: Session, kind: K, opening: Opening[K]): void {
  if (engine.status.kind === 'unreachable') {
    session.notices.fail(words.parts.engineAway.title({ engine: engine.name }), engine.status.problem);
    return;
  }
  const held = safe.has(kind) ? undefined : heldBy(engine);
  if (held) {
    session.notices.fail(words.commands.impossible({ what: labels[kind] }), held);
    return;
  }
  const request = { kind, with: { engine: engine.id, ...opening } };
  // The two belong together by type, which the checker cannot see through a type parameter.
  session.dialog.show(request as unknown as Parameters<Session['dialog']['show']>[0]);
}

export const pullImage: GlobalCommand = {
  id: 'transfers.pull',
  label: labels['transfers.pull'],
  icon: 'pull',
  run: (session) => openTransfer(session, 'transfers.pull', {}),
};

export const pushImage: GlobalCommand = {
  id: 'transfers.push',
  label: labels['transfers.push'],
  icon: 'push',
  run: (session) => openTransfer(session, 'transfers.push', {}),
};

export const saveImages: GlobalCommand = {
  id: 'transfers.save',
  label: labels['transfers.save'],
  icon: 'save',
  run: (session) => openTransfer(session, 'transfers.save', { references: [] }),
};

export const loadImages: GlobalCommand = {
  id: 'transfers.load',
  label: labels['transfers.load'],
  icon: 'open',
  run: (session) => openTransfer(session, 'transfers.load', {}),
};

export const logIn: GlobalCommand = {
  id: 'registries.login',
  label: labels['registries.login'],
  icon: 'go',
  run: (session) => openTransfer(session, 'registries.login', {}),
};

export const logOut: GlobalCommand = {
  id: 'registries.logout',
  label: text.logout.command,
  icon: 'go',
  run: ({ place }) => place.go({ section: 'settings' }),
};

/** What can be done with registries and archives without an object. */
export const transferCommands: readonly GlobalCommand[] = [pullImage, pushImage, saveImages, loadImages, logIn, logOut];

/** Opens the form of an archive of a container's files. */
export const exportContainer = command<ContainerTarget>({
  id: 'transfers.export',
  label: words.keeping.export.label,
  icon: 'save',
  asks: itsEngine,
  refusal: unlessRemoving,
  cli: ({ container }) => `docker export --output ${cliWord(`${container.name}.tar`)} ${cliWord(container.name)}`,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'transfers.export', with: target });
  },
});
