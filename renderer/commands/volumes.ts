import type { EngineId } from '../../app/engines/engine.ts';
import { keyOf } from '../../app/object-key.ts';
import type { Volume, VolumeSizes } from '../../app/volumes.ts';
import type { Session } from '../stores/session.ts';
import { formatBytes } from '../words/amounts.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import { openCopy } from './copy.ts';
import { removalTitle, removing } from './removal.ts';
import { type Command, command, type GlobalCommand, itsEngine } from './running/command.ts';
import { doEach } from './running/each.ts';
import { enginesOf } from './running/engines-of.ts';
import { changeOn } from './running/guard.ts';

const text = words.volumes;

/** A volume and the engine it is on. */
export interface VolumeTarget {
  readonly engine: EngineId;
  readonly volume: Volume;
  /** Names of the containers that use it, where they are known. */
  readonly users?: readonly string[];
}

export const remove = command<VolumeTarget>({
  id: 'volumes.remove',
  label: words.common.remove,
  icon: 'remove',
  asks: itsEngine,
  changes: itsEngine,
  key: 'Delete',
  danger: true,
  primary: true,
  refusal: ({ users = [] }) =>
    users.length > 0 ? words.common.usedBy({ names: users.slice(0, 3).join(', ') }) : undefined,
  cli: ({ volume }) => `docker volume rm ${cliWord(volume.id)}`,
  run: async (targets, session) => {
    if (!(await session.question.ask(removalQuestion(targets, session)))) return;
    await doEach(
      {
        ...removing,
        noun: 'volume',
        key: ({ engine, volume }) => keyOf({ engine, kind: 'volume', id: volume.id }),
        name: ({ volume }) => volume.id,
        ask: (client, { engine, volume }) => client.volumes.remove({ engine, id: volume.id }),
      },
      targets,
      session,
    );
  },
});

function removalQuestion(targets: readonly VolumeTarget[], { volumeSizes }: Session) {
  const names = targets.map(({ volume }) => volume.id);
  const bytes = targets.map(({ engine, volume }) => volumeSizes.of(engine).sizes?.[volume.id]);
  return {
    title: removalTitle(names, text.removal.ofSeveral),
    body: text.removal.body({ data: wordBytes(bytes), count: names.length }),
    engines: enginesOf(targets),
    ...(names.length > 1 ? { items: names } : {}),
    confirm: words.common.remove,
  };
}

/** How much volumes hold, as the beginning of a sentence; says what is not known. */
export function bytesOf(names: readonly string[], sizes: VolumeSizes | undefined): string {
  return wordBytes(names.map((name) => sizes?.[name]));
}

function wordBytes(all: readonly (number | undefined)[]): string {
  const known = all.filter((size) => size !== undefined);
  const bytes = formatBytes(known.reduce((sum, size) => sum + size, 0));
  if (known.length === 0) return text.unknownData;
  if (known.length < all.length) return text.partlyKnownData({ bytes, unknown: all.length - known.length });
  return bytes;
}

/** It is read by a container that is made for it. */
const copy = command<VolumeTarget>({
  id: 'volumes.copy',
  label: words.copies.command,
  icon: 'copy',
  asks: itsEngine,
  changes: itsEngine,
  run: async ([target], session) => {
    if (!target) return;
    const { engine, volume, users = [] } = target;
    openCopy(session, engine, { kind: 'copies.volume', with: { engine, id: volume.id, users } });
  },
});

/** In the order that menus show them. */
export const volumeCommands: readonly Command<VolumeTarget>[] = [copy, remove];

/** Opens the form for a new volume. */
export const createVolume: GlobalCommand = {
  id: 'volumes.create',
  label: text.creation.command,
  icon: 'create',
  run: (session) =>
    changeOn(session, text.creation.command, (engine) =>
      session.dialog.show({ kind: 'volumes.create', with: { engine } }),
    ),
};

/** Shows what no container uses, to remove it. */
export const pruneVolumes: GlobalCommand = {
  id: 'volumes.prune',
  label: text.prune.command,
  icon: 'prune',
  run: (session) =>
    changeOn(session, text.prune.command, (engine) => session.dialog.show({ kind: 'volumes.prune', with: { engine } })),
};
