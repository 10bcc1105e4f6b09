import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import { keyOf } from '../../../app/object-key.ts';
import { useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { placeOf } from '../../stores/shown/place.ts';
import { KeyValueEditor, type Pair } from '../../ui/controls/KeyValueEditor.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { words } from '../../words/words.ts';
import { FormWindow, wrongName } from '../parts/FormWindow.tsx';
import { namedPairs } from '../parts/pairs.ts';

const text = words.volumes.creation;
const { fields } = words.parts;

/** The form of a new volume; opens its detail when it is there. */
export function CreateVolume({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const { place, notices } = useSession();
  const [name, setName] = useState('');
  const [driver, setDriver] = useState('local');
  const [options, setOptions] = useState<readonly Pair[]>([]);
  const [labels, setLabels] = useState<readonly Pair[]>([]);
  const { busy, problem, send } = useSubmit();
  const submit = () =>
    send(
      (client) =>
        client.volumes.create({
          engine,
          name,
          driver: driver.trim() || 'local',
          options: namedPairs(options),
          labels: namedPairs(labels),
        }),
      (made) => {
        notices.succeed(words.common.created({ name: made }));
        onClose();
        place.go(placeOf(keyOf({ engine, kind: 'volume', id: made })));
      },
    );
  return (
    <FormWindow
      title={text.title}
      verb={words.common.create}
      ready={wrongName(name, undefined) === undefined}
      busy={busy}
      problem={problem}
      failed={text.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={fields.name}
        mono
        value={name}
        onChange={setName}
        hint={text.nameHint}
        error={wrongName(name, problem)}
      />
      <TextField label={fields.driver} mono value={driver} onChange={setDriver} />
      <KeyValueEditor label={fields.driverOptions} item={fields.option} pairs={options} onChange={setOptions} />
      <KeyValueEditor label={fields.labels} item={fields.label} pairs={labels} onChange={setLabels} />
    </FormWindow>
  );
}
