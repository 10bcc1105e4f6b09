import type { EngineId } from '../../app/engines/engine.ts';
import { keyOf } from '../../app/object-key.ts';
import type { Volume, VolumeSizes } from '../../app/volumes.ts';
import type { Session } from '../stores/session.ts';
import { formatBytes } from '../words/amounts.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import { openCopy } from './copy.ts';
import { removal, removalQuestion, removing } from './removal.ts';
import { type Command, command, itsEngine } from './running/command.ts';
import { doEach } from './running/each.ts';
import { enginesOf } from './running/engines-of.ts';
import { openForm } from './running/open-form.ts';

const text = words.volumes;

/** A volume and the engine it is on. */
export interface VolumeTarget {
  readonly engine: EngineId;
  readonly volume: Volume;
  /** Names of the containers that use it, where they are known. */
  readonly users?: readonly string[];
}

export const remove = command<VolumeTarget>({
  ...removal,
  id: 'volumes.remove',
  refusal: ({ users = [] }) =>
    users.length > 0 ? words.common.usedBy({ names: users.slice(0, 3).join(', ') }) : undefined,
  cli: ({ volume }) => `docker volume rm ${cliWord(volume.id)}`,
  run: async (targets, session) => {
    if (!(await ask(targets, session))) return;
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

function ask(targets: readonly VolumeTarget[], { question, volumeSizes }: Session) {
  const names = targets.map(({ volume }) => volume.id);
  const bytes = targets.map(({ engine, volume }) => volumeSizes.of(engine).sizes?.[volume.id]);
  const body = text.removal.body({ data: wordBytes(bytes), count: names.length });
  return question.ask(removalQuestion(enginesOf(targets), names, { ofSeveral: text.removal.ofSeveral, body }));
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
export const createVolume = openForm('volumes.create', text.creation.command, 'create');

/** Shows what no container uses, to remove it. */
export const pruneVolumes = openForm('volumes.prune', text.prune.command, 'prune');
