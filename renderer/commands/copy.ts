import type { EngineId, EngineState } from '../../app/engines/engine.ts';
import { cause } from '../../app/rpc/problem.ts';
import type { Session } from '../stores/session.ts';
import type { DialogRequest } from '../stores/shown/dialog.ts';
import { words } from '../words/words.ts';
import type { ContainerTarget } from './containers.ts';
import { command, itsEngine } from './running/command.ts';
import { heldBy } from './running/guard.ts';

/** The engines whose containers can get files: those that answer and may be changed. */
export function fileCopyTargets(engines: readonly EngineState[]): readonly EngineState[] {
  return engines.filter((engine) => engine.status.kind !== 'unreachable' && heldBy(engine) === undefined);
}

/** The engines that something of one engine can be copied to: others, which answer and may be changed. */
export function copyTargets(engines: readonly EngineState[], from: EngineId): readonly EngineState[] {
  return fileCopyTargets(engines).filter(({ id }) => id !== from);
}

/** Opens a form for a copy; a notice says so where there is no engine to copy to. */
export function openCopy(session: Session, from: EngineId, form: DialogRequest): void {
  const { list } = session.engine.getState();
  if (copyTargets(list?.engines ?? [], from).length > 0) session.dialog.show(form);
  else {
    const what = words.copies.command;
    session.notices.fail(words.commands.impossible({ what }), { code: 'unsupported', ...cause('copy-nowhere') });
  }
}

/** Opens the form that asks what of a container goes to which engine. */
export const copyContainer = command<ContainerTarget>({
  id: 'containers.copy',
  label: words.copies.command,
  icon: 'copy',
  asks: itsEngine,
  run: async ([target], session) => {
    if (!target) return;
    const { engine, container } = target;
    openCopy(session, engine, { kind: 'copies.container', with: { engine, container } });
  },
});
