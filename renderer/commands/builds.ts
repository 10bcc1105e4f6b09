import type { BuildOrder, BuildRecord } from '../../app/builds.ts';
import { ofHost } from '../../app/object-key.ts';
import { cause } from '../../app/rpc/problem.ts';
import { buildBefore, buildKey } from '../stores/lists/builds.ts';
import type { Session } from '../stores/session.ts';
import type { Place } from '../stores/shown/place.ts';
import { words } from '../words/words.ts';
import { type Command, command, type GlobalCommand, itsEngine } from './running/command.ts';
import { changeOn } from './running/guard.ts';
import { cancelEach, startTask } from './tasks.ts';

const { commands, refused } = words.builds;

/** Starts a build; resolves with its id, or undefined after a notice. */
export function build(order: BuildOrder, session: Session): Promise<string | undefined> {
  return startTask(session, commands.start, (client) => client.builds.start(order));
}

/** What a person calls a build: its first tag, else its folder; what is known of one made elsewhere. */
export function buildName({ tags, folder, elsewhere, target, dockerfile }: BuildRecord): string {
  if (elsewhere) return tags[0] ?? target ?? dockerfile;
  return tags[0] ?? folder.split(/[/\\]/).findLast((part) => part !== '') ?? folder;
}

/** Stands for a folder where a build is looked at that was made elsewhere; no absolute path is called so. */
export const otherBuild = 'other';

/** Where a build is shown: in its folder, or its log alone. */
export function buildPlace({ elsewhere, engine, folder, id }: BuildRecord): Place {
  if (elsewhere) return { section: 'builds', item: otherBuild, tab: `${engine}/${id}` };
  return { section: 'builds', item: folder, tab: id };
}

const ended = ({ state }: BuildRecord) => state !== 'running';
/** What one made elsewhere was made of is not known, nor is it ours to end. */
const ours = ({ elsewhere }: BuildRecord) => !elsewhere;

const open = command<BuildRecord>({
  id: 'builds.open',
  label: commands.open,
  icon: 'go',
  primary: true,
  fits: ours,
  run: async ([record], { place }) => {
    if (record) place.go(buildPlace(record));
  },
});

const showLog = command<BuildRecord>({
  id: 'builds.log',
  label: commands.log,
  icon: 'logs',
  primary: true,
  fits: (record) => !ours(record),
  run: async ([record], { place }) => {
    if (record) place.go(buildPlace(record));
  },
});

const again = command<BuildRecord>({
  id: 'builds.again',
  label: commands.again,
  icon: 'restart',
  changes: itsEngine,
  key: 'r',
  primary: true,
  fits: (record) => ours(record) && ended(record),
  refusal: (record) => (ended(record) ? undefined : refused.runsAlready),
  run: async (targets, session) => {
    for (const { id } of targets) {
      await startTask(session, commands.again, (client) => client.builds.again({ build: id }));
    }
  },
});

const rerun = command<BuildRecord>({
  id: 'builds.rerun',
  label: commands.rerun,
  icon: 'restart',
  changes: itsEngine,
  fits: (record) => ended(record) && record.source !== undefined,
  refusal: (record) => (ended(record) ? undefined : refused.runsAlready),
  run: async (targets, session) => {
    for (const { id } of targets) {
      await startTask(session, commands.rerun, (client) => client.builds.rerun({ build: id }));
    }
  },
});

/** Beside each other: the first and the last of those that are chosen, or the one with that before it. */
const compare = command<BuildRecord>({
  id: 'builds.compare',
  label: words.builds.compare.command,
  icon: 'inspect',
  key: 'c',
  fits: (record) => ours(record) && ended(record),
  refusal: (record) => (ended(record) ? undefined : refused.runs),
  run: async (targets, { builds, dialog, notices }) => {
    const chosen = targets.toSorted((a, b) => a.started - b.started);
    const [after] = chosen.slice(-1);
    const before = chosen.length > 1 ? chosen[0] : after && buildBefore(builds.within([ofHost]).items.values(), after);
    if (before && after) dialog.show({ kind: 'builds.compare', with: { before, after } });
    else
      notices.fail(words.commands.impossible({ what: words.builds.compare.command }), {
        code: 'conflict',
        ...cause('refused', { why: words.builds.compare.alone }),
      });
  },
});

/** Stops a build that runs. */
export const cancel = command<BuildRecord>({
  id: 'builds.cancel',
  label: words.common.cancel,
  icon: 'stop',
  key: 's',
  primary: true,
  fits: (record) => ours(record) && !ended(record),
  refusal: (record) => (ended(record) ? refused.ended : undefined),
  run: (targets, session) =>
    cancelEach({ noun: 'build', key: ({ id }) => buildKey(id), name: buildName }, targets, session),
});

const remove = command<BuildRecord>({
  id: 'builds.remove',
  label: commands.remove,
  icon: 'remove',
  key: 'Delete',
  fits: (record) => ours(record) && ended(record),
  refusal: (record) => (ended(record) ? undefined : refused.runs),
  run: (targets, { link }) => link.ask((client) => client.builds.remove({ builds: targets.map(({ id }) => id) })),
});

/** Where the Builds section asks for a folder; no absolute path is called so. */
export const choosing = 'open';

/** Asks for a folder to edit and build. */
export const openFolder: GlobalCommand = {
  id: 'builds.openFolder',
  label: commands.openFolder,
  icon: 'open',
  keys: 'Ctrl+o',
  run: ({ place }) => place.go({ section: 'builds', item: choosing }),
};

/** Shows what a builder keeps, to remove it. */
export const pruneCache: GlobalCommand = {
  id: 'builds.prune',
  label: words.builds.buildCache.command,
  icon: 'prune',
  run: (session) =>
    changeOn(session, words.builds.buildCache.command, (engine) =>
      session.dialog.show({ kind: 'builds.prune', with: { engine } }),
    ),
};

/** In the order that menus show them. */
export const buildCommands: readonly Command<BuildRecord>[] = [open, showLog, again, rerun, compare, cancel, remove];

/** What can be done to several at once. */
export const bulkBuildCommands: readonly Command<BuildRecord>[] = [again, compare, cancel, remove];
