import { buildCommand } from '../../app/build-command.ts';
import type { BuildOrder, BuildRecord } from '../../app/builds.ts';
import { toProblem } from '../../app/problem.ts';
import type { Session } from '../stores/session.ts';
import type { Command, GlobalCommand } from './command.ts';
import { startTask } from './tasks.ts';

/** Starts a build; resolves with its id, or undefined after a notice. */
export function build(order: BuildOrder, session: Session): Promise<string | undefined> {
  return startTask(session, 'Build', (client) => client.builds.start(order));
}

type BuildCommand = Command<BuildRecord>;
const ended = ({ state }: BuildRecord) => state !== 'running';

const open: BuildCommand = {
  id: 'builds.open',
  label: 'Edit Dockerfile',
  icon: 'go',
  primary: true,
  fits: () => true,
  refusal: () => undefined,
  run: async ([record], { place }) => {
    if (record) place.go({ section: 'Builds', item: record.folder, tab: record.id });
  },
};

const again: BuildCommand = {
  id: 'builds.again',
  label: 'Build again',
  icon: 'restart',
  key: 'r',
  primary: true,
  fits: ended,
  refusal: (record) => (ended(record) ? undefined : 'It runs already.'),
  run: async (targets, session) => {
    for (const { id } of targets) {
      await startTask(session, 'Build again', (client) => client.builds.again({ build: id }));
    }
  },
  cli: buildCommand,
};

/** Stops a build that runs. */
export const cancel: BuildCommand = {
  id: 'builds.cancel',
  label: 'Cancel',
  icon: 'stop',
  key: 's',
  primary: true,
  fits: (record) => !ended(record),
  refusal: (record) => (ended(record) ? 'It has ended.' : undefined),
  run: async (targets, session) => {
    for (const { id } of targets) {
      try {
        await session.link.ask((client) => client.tasks.cancel({ task: id }));
      } catch (error) {
        session.notices.fail('Cancel failed', toProblem(error));
      }
    }
  },
};

const remove: BuildCommand = {
  id: 'builds.remove',
  label: 'Remove from history',
  icon: 'remove',
  key: 'Delete',
  fits: ended,
  refusal: (record) => (ended(record) ? undefined : 'It still runs.'),
  run: async (targets, { link, notices }) => {
    try {
      await link.ask((client) => client.builds.remove({ builds: targets.map(({ id }) => id) }));
    } catch (error) {
      notices.fail('Remove from history failed', toProblem(error));
    }
  },
};

/** Where the Builds section asks for a folder; no absolute path is called so. */
export const choosing = 'open';

/** Asks for a folder to edit and build. */
export const openFolder: GlobalCommand = {
  id: 'builds.openFolder',
  label: 'Open folder to build',
  icon: 'open',
  keys: 'Ctrl+o',
  run: ({ place }) => place.go({ section: 'Builds', item: choosing }),
};

/** In the order that menus show them. */
export const buildCommands: readonly BuildCommand[] = [open, again, cancel, remove];
