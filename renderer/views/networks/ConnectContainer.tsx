import { type ReactNode, useState } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engine.ts';
import { useContainers, useSession } from '../../session.tsx';
import { printable } from '../../ui/printable.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormWindow } from '../FormWindow.tsx';
import { useSubmit } from '../use-submit.ts';

/** The form that puts a container on a network. */
export function ConnectContainer(props: {
  engine: EngineId;
  /** The network's id. */
  network: string;
  name: string;
  onClose: () => void;
}): ReactNode {
  const { engine, network, name, onClose } = props;
  const { notices } = useSession();
  const others = useOthers(engine, name);
  const [chosen, setChosen] = useState('');
  const [aliases, setAliases] = useState('');
  const [ip, setIp] = useState('');
  const container = others.find(({ id }) => id === chosen) ?? others[0];
  const { busy, problem, submit } = useSubmit(
    (client) =>
      client.networks.connect({
        engine,
        id: network,
        container: container?.id ?? '',
        aliases: aliases.split(/[\s,]+/).filter((alias) => alias !== ''),
        ...(ip.trim() === '' ? {} : { ip: ip.trim() }),
      }),
    () => {
      notices.succeed(`Connected ${container?.name ?? ''} to ${name}`);
      onClose();
    },
  );
  return (
    <FormWindow
      title={`Connect a container to ${printable(name, 80)}`}
      verb="Connect"
      ready={container !== undefined}
      busy={busy}
      problem={problem}
      failed="The container was not connected"
      onSubmit={submit}
      onClose={onClose}
    >
      {container ? (
        <Select
          label="Container"
          options={others.map(({ id, name }) => ({ value: id, label: printable(name, 80) }))}
          value={container.id}
          onChange={setChosen}
        />
      ) : (
        <p>Every container is on this network already.</p>
      )}
      <TextField
        label="Aliases"
        mono
        value={aliases}
        onChange={setAliases}
        hint="Further names by which the others on this network find it."
      />
      <TextField label="IP address" mono value={ip} onChange={setIp} hint="Empty: the engine chooses." />
    </FormWindow>
  );
}

/** The containers that are not on the network yet, by name. */
function useOthers(engine: EngineId, network: string): readonly Container[] {
  return [...useContainers(engine).items.values()]
    .filter(({ networks }) => !networks.includes(network))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
