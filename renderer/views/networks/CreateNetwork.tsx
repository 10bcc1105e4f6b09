import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engine.ts';
import { keyOf } from '../../../app/object-key.ts';
import { useFeatures, useSession } from '../../session.tsx';
import { placeOf } from '../../stores/place.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { KeyValueEditor, type Pair } from '../../ui/KeyValueEditor.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from '../Facts.module.css';
import { FormWindow, wrongName } from '../FormWindow.tsx';
import { namedPairs } from '../pairs.ts';
import { useSubmit } from '../use-submit.ts';

const blank = { name: '', driver: 'bridge', subnet: '', gateway: '', internal: false, attachable: false };

/** The form of a new network; opens its detail when it is there. */
export function CreateNetwork({ engine, onClose }: { engine: EngineId; onClose: () => void }): ReactNode {
  const { place, notices } = useSession();
  const [order, setOrder] = useState(blank);
  const [labels, setLabels] = useState<readonly Pair[]>([]);
  const { name, driver, subnet, gateway } = order;
  const ready = name !== '' && wrongName(name, undefined) === undefined;
  const { busy, problem, submit } = useSubmit(
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
      notices.succeed(`Created ${name}`);
      onClose();
      place.go(placeOf(keyOf({ engine, kind: 'network', id: made })));
    },
  );
  return (
    <FormWindow
      title="Create network"
      verb="Create"
      ready={ready}
      busy={busy}
      problem={problem}
      failed="The network was not created"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        mono
        value={name}
        onChange={(name) => setOrder({ ...order, name })}
        error={wrongName(name, problem)}
      />
      <Options engine={engine} order={order} onChange={setOrder} />
      <KeyValueEditor label="Labels" item="label" pairs={labels} onChange={setLabels} />
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
      <TextField label="Driver" mono value={driver} onChange={(driver) => set({ driver })} />
      <div className={css['pair']}>
        <TextField
          label="Subnet"
          mono
          placeholder="172.28.0.0/16"
          value={subnet}
          onChange={(subnet) => set({ subnet })}
          hint="Empty: the engine chooses."
        />
        <TextField
          label="Gateway"
          mono
          placeholder="172.28.0.1"
          value={gateway}
          onChange={(gateway) => set({ gateway })}
        />
      </div>
      <Checkbox
        label="Internal"
        hint="Containers on it reach each other and nothing else."
        checked={order.internal}
        onChange={(internal) => set({ internal })}
      />
      {features?.swarm !== false && (
        <Checkbox
          label="Attachable"
          hint="For swarm networks: single containers may join too."
          checked={order.attachable}
          onChange={(attachable) => set({ attachable })}
        />
      )}
    </>
  );
}
