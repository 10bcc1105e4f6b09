import { selectedEngine } from '../stores/engine.ts';
import type { RunOpening } from '../stores/run-drafts.ts';
import type { Session } from '../stores/session.ts';
import type { GlobalCommand } from './command.ts';

/** Opens the form that runs a container, on the engine that the window looks at. */
export const runContainer: GlobalCommand = {
  id: 'containers.run',
  label: 'Run a container…',
  icon: 'start',
  run: (session) => {
    const selected = selectedEngine(session.engine.getState().list);
    if (selected) openRun({ engine: selected.id, image: '' }, session);
    else session.notices.fail('Run failed', { code: 'engine-unreachable', message: 'There is no engine.' });
  },
};

/** Opens the form that runs a container from an image. */
export function openRun(opening: RunOpening, { dialog }: Session): void {
  dialog.show({ kind: 'containers.run', with: opening });
}
