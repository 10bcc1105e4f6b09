import type { EngineState } from '../../app/engines/engine.ts';
import { cause } from '../../app/rpc/problem.ts';
import type { Session } from '../stores/session.ts';
import type { RunOpening } from '../stores/shown/run-drafts.ts';
import { words } from '../words/words.ts';
import type { GlobalCommand } from './running/command.ts';
import { heldBack } from './running/guard.ts';
import { onEngine } from './running/on-engine.ts';

/** Opens the form that runs a container, on the engine that the window looks at. */
export const runContainer: GlobalCommand = {
  id: 'containers.run',
  label: words.run.command,
  icon: 'start',
  run: (session) => openOnEngine(words.run.command, {}, session),
};

/** Opens the same form with a place for a command line, which fills it. */
export const runFromLine: GlobalCommand = {
  id: 'containers.run-line',
  label: words.run.paste.line.command,
  icon: 'start',
  run: (session) => openOnEngine(words.run.paste.line.command, { paste: true }, session),
};

function openOnEngine(what: string, more: Pick<RunOpening, 'paste'>, session: Session): void {
  const go = ({ id }: EngineState) => openRun({ engine: id, image: '', ...more }, session);
  const found = onEngine(session, { what, changes: true, go });
  if (!found) session.notices.fail(words.run.failed, { code: 'engine-unreachable', ...cause('no-engine') });
}

/** Opens the form that runs a container from an image; says why not on an engine that may only be read. */
export function openRun(opening: RunOpening, session: Session): void {
  const held = heldBack(opening.engine, session);
  if (held) session.notices.fail(words.run.failed, held);
  else session.dialog.show({ kind: 'containers.run', with: opening });
}
