import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import { keyOf } from '../../../app/object-key.ts';
import { useFeatures, useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { placeOf } from '../../stores/shown/place.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { KeyValueEditor, type Pair } from '../../ui/controls/KeyValueEditor.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { words } from '../../words/words.ts';
import css from '../parts/Facts.module.css';
import { FormWindow, wrongName } from '../parts/FormWindow.tsx';
import { namedPairs } from '../parts/pairs.ts';

const text = words.networks.creation;
const { fields } = words.parts;

const blank = { name: '', driver: 'bridge', subnet: '', gateway: '', internal: false, attachable: false };

/** The form of a new network; opens its detail when it is there. */
export function CreateNetwork({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const { place, notices } = useSession();
  const [order, setOrder] = useState(blank);
  const [labels, setLabels] = useState<readonly Pair[]>([]);
  const { name, driver, subnet, gateway } = order;
  const ready = name !== '' && wrongName(name, undefined) === undefined;
  const { busy, problem, send } = useSubmit();
  const submit = () =>
    send(
      (client) =>
        client.networks.create({
          engine,
          ...order,
          driver: driver.trim() || 'bridge',
          subnet: subnet.trim(),
          gateway: gateway.trim(),
          labels: namedPairs(labels),
        }),
      (made) => {
        notices.succeed(words.common.created({ name }));
        onClose();
        place.go(placeOf(keyOf({ engine, kind: 'network', id: made })));
      },
    );
  return (
    <FormWindow
      title={text.title}
      verb={words.common.create}
      ready={ready}
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
        onChange={(name) => setOrder({ ...order, name })}
        error={wrongName(name, problem)}
      />
      <Options engine={engine} order={order} onChange={setOrder} />
      <KeyValueEditor label={fields.labels} item={fields.label} pairs={labels} onChange={setLabels} />
    </FormWindow>
  );
}

/** How the network is to be, but for its name. */
function Options({
  engine,
  order,
  onChange,
}: {
  engine: EngineId;
  order: typeof blank;
  onChange: (order: typeof blank) => void;
}): ReactNode {
  const features = useFeatures(engine);
  const { driver, subnet, gateway } = order;
  const set = (change: Partial<typeof blank>) => onChange({ ...order, ...change });
  return (
    <>
      <TextField label={fields.driver} mono value={driver} onChange={(driver) => set({ driver })} />
      <div className={css['pair']}>
        <TextField
          label={text.subnet}
          mono
          placeholder="172.28.0.0/16"
          value={subnet}
          onChange={(subnet) => set({ subnet })}
          hint={words.common.engineChooses}
        />
        <TextField
          label={text.gateway}
          mono
          placeholder="172.28.0.1"
          value={gateway}
          onChange={(gateway) => set({ gateway })}
        />
      </div>
      <Checkbox
        label={text.internal}
        hint={text.internalHint}
        checked={order.internal}
        onChange={(internal) => set({ internal })}
      />
      {features?.swarm !== false && (
        <Checkbox
          label={text.attachable}
          hint={text.attachableHint}
          checked={order.attachable}
          onChange={(attachable) => set({ attachable })}
        />
      )}
    </>
  );
}
