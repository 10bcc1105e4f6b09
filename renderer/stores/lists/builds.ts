import type { BuildRecord } from '../../../app/builds.ts';
import { stepsOf } from '../../../app/derive/build-steps.ts';
import { keyOf, type ObjectKey, ofHost } from '../../../app/object-key.ts';
import type { Task } from '../../../app/tasks.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type ListStore } from './list.ts';

export type BuildStore = ListStore<BuildRecord>;

/** What a build is kept by. */
export function buildKey(id: string): ObjectKey {
  return keyOf({ engine: ofHost, kind: 'build', id });
}

/** The history of builds, of every engine: those that run and those that ended. */
export function createBuildStore(link: Link): BuildStore {
  return createListStore(link, 'build', (client, _host, reader) => client.builds.watch({}, reader));
}

/** The builds of each engine that no Gantry asked for. */
export function createOtherBuildStore(link: Link): BuildStore {
  return createListStore(link, 'build', (client, engine, reader) => client.builds.others({ engine }, reader));
}

/** A build with its steps: while it runs they are what its task tells, if that is known. */
export function withSteps<R extends BuildRecord>(record: R, task: Pick<Task, 'parts'> | undefined): R {
  return record.state === 'running' && task ? { ...record, steps: stepsOf(task.parts) } : record;
}

/** The one before a build, of the same Dockerfile, that ended. */
export function buildBefore<R extends BuildRecord>(items: Iterable<R>, build: BuildRecord): R | undefined {
  const { folder, dockerfile, started } = build;
  return [...items]
    .filter((one) => one.folder === folder && one.dockerfile === dockerfile && one.started < started)
    .filter(({ state }) => state !== 'running')
    .reduce<R | undefined>((last, one) => (last && last.started > one.started ? last : one), undefined);
}

/** The latest build of a folder's Dockerfile (any, if none is named); the newest start wins. */
export function latestBuild(
  items: Iterable<BuildRecord>,
  folder: string,
  dockerfile?: string,
): BuildRecord | undefined {
  let latest: BuildRecord | undefined;
  for (const record of items) {
    if (record.folder !== folder || (dockerfile !== undefined && record.dockerfile !== dockerfile)) continue;
    if (!latest || record.started > latest.started) latest = record;
  }
  return latest;
}
