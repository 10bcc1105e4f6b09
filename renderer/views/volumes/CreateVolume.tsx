import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engine.ts';
import { keyOf } from '../../../app/object-key.ts';
import { useSession } from '../../session.tsx';
import { placeOf } from '../../stores/place.ts';
import { KeyValueEditor, type Pair } from '../../ui/KeyValueEditor.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormWindow, wrongName } from '../FormWindow.tsx';
import { namedPairs } from '../pairs.ts';
import { useSubmit } from '../use-submit.ts';

/** The form of a new volume; opens its detail when it is there. */
export function CreateVolume({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const { place, notices } = useSession();
  const [name, setName] = useState('');
  const [driver, setDriver] = useState('local');
  const [options, setOptions] = useState<readonly Pair[]>([]);
  const [labels, setLabels] = useState<readonly Pair[]>([]);
  const { busy, problem, submit } = useSubmit(
    (client) =>
      client.volumes.create({
        engine,
        name,
        driver: driver.trim() || 'local',
        options: namedPairs(options),
        labels: namedPairs(labels),
      }),
    (made) => {
      notices.succeed(`Created ${made}`);
      onClose();
      place.go(placeOf(keyOf({ engine, kind: 'volume', id: made })));
    },
  );
  return (
    <FormWindow
      title="Create volume"
      verb="Create"
      ready={wrongName(name, undefined) === undefined}
      busy={busy}
      problem={problem}
      failed="The volume was not created"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        mono
        value={name}
        onChange={setName}
        hint="Empty: the engine makes one up."
        error={wrongName(name, problem)}
      />
      <TextField label="Driver" mono value={driver} onChange={setDriver} />
      <KeyValueEditor label="Driver options" item="option" pairs={options} onChange={setOptions} />
      <KeyValueEditor label="Labels" item="label" pairs={labels} onChange={setLabels} />
    </FormWindow>
  );
}
