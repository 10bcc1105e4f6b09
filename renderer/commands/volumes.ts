import type { EngineId } from '../../app/engine.ts';
import { count, formatBytes } from '../../app/format.ts';
import { keyOf } from '../../app/object-key.ts';
import type { Volume, VolumeSizes } from '../../app/volumes.ts';
import { selectedEngine } from '../stores/engine.ts';
import type { Session } from '../stores/session.ts';
import { cliWord } from './cli.ts';
import { type Command, type GlobalCommand, itsEngine } from './command.ts';
import { doEach } from './each.ts';

/** A volume and the engine it is on. */
export interface VolumeTarget {
  readonly engine: EngineId;
  readonly volume: Volume;
  /** Names of the containers that use it, where they are known. */
  readonly users?: readonly string[];
}

export const remove: Command<VolumeTarget> = {
  id: 'volumes.remove',
  label: 'Remove',
  icon: 'remove',
  asks: itsEngine,
  key: 'Delete',
  danger: true,
  primary: true,
  fits: () => true,
  refusal: ({ users = [] }) => (users.length > 0 ? `Used by ${users.slice(0, 3).join(', ')}.` : undefined),
  cli: ({ volume }) => `docker volume rm ${cliWord(volume.id)}`,
  run: async (targets, session) => {
    if (!(await session.question.ask(removalQuestion(targets, session)))) return;
    await doEach(
      {
        label: 'Remove',
        doing: 'Removing',
        done: 'Removed',
        noun: 'volume',
        key: ({ engine, volume }) => keyOf({ engine, kind: 'volume', id: volume.id }),
        name: ({ volume }) => volume.id,
        ask: (client, { engine, volume }) => client.volumes.remove({ engine, id: volume.id }),
      },
      targets,
      session,
    );
  },
};

function removalQuestion(targets: readonly VolumeTarget[], { volumeSizes }: Session) {
  const names = targets.map(({ volume }) => volume.id);
  const what = names.length === 1 ? names[0] : count(names.length, 'volume');
  const bytes = targets.map(({ engine, volume }) => volumeSizes.of(engine).sizes?.[volume.id]);
  const it = names.length === 1 ? 'it' : 'them';
  return {
    title: `Remove ${what}?`,
    body: `${wordBytes(bytes)} in ${it} will be lost for good.`,
    ...(names.length > 1 ? { items: names } : {}),
    confirm: 'Remove',
  };
}

/** How much volumes hold, as the beginning of a sentence; says what is not known. */
export function bytesOf(names: readonly string[], sizes: VolumeSizes | undefined): string {
  return wordBytes(names.map((name) => sizes?.[name]));
}

function wordBytes(all: readonly (number | undefined)[]): string {
  const known = all.filter((size) => size !== undefined);
  const bytes = formatBytes(known.reduce((sum, size) => sum + size, 0));
  if (known.length === 0) return 'All data (how much is not known)';
  if (known.length < all.length) return `${bytes} and what is in ${all.length - known.length} of unknown size`;
  return bytes;
}

/** In the order that menus show them. */
export const volumeCommands: readonly Command<VolumeTarget>[] = [remove];

/** Opens the form for a new volume. */
export const createVolume: GlobalCommand = {
  id: 'volumes.create',
  label: 'Create volume…',
  icon: 'create',
  run: (session) => {
    const engine = selectedEngine(session.engine.getState().list)?.id;
    if (engine !== undefined) session.dialog.show({ kind: 'volumes.create', with: { engine } });
  },
};

/** Shows what no container uses, to remove it. */
export const pruneVolumes: GlobalCommand = {
  id: 'volumes.prune',
  label: 'Remove unused volumes…',
  icon: 'prune',
  run: (session: Session) => {
    const engine = selectedEngine(session.engine.getState().list)?.id;
    if (engine !== undefined) session.dialog.show({ kind: 'volumes.prune', with: { engine } });
  },
};
