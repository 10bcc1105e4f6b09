import { type ReactNode, useState } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { useContainers, useSession } from '../../hooks/session.tsx';
import { useSubmit } from '../../hooks/use-submit.ts';
import { Select } from '../../ui/controls/Select.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { FormWindow } from '../parts/FormWindow.tsx';

const text = words.networks.connecting;

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
  const { busy, problem, send } = useSubmit();
  const submit = () => {
    const order = {
      engine,
      id: network,
      container: container?.id ?? '',
      aliases: aliases.split(/[\s,]+/).filter((alias) => alias !== ''),
      ...(ip.trim() === '' ? {} : { ip: ip.trim() }),
    };
    const done = () => {
      notices.succeed(text.done({ container: container?.name ?? '', network: name }));
      onClose();
    };
    return send((client) => client.networks.connect(order), done);
  };
  return (
    <FormWindow
      title={text.title({ network: printable(name, 80) })}
      verb={text.verb}
      ready={container !== undefined}
      busy={busy}
      problem={problem}
      failed={text.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      {container ? (
        <Select
          label={text.container}
          options={others.map(({ id, name }) => ({ value: id, label: printable(name, 80) }))}
          value={container.id}
          onChange={setChosen}
        />
      ) : (
        <p>{text.noOther}</p>
      )}
      <TextField label={text.aliases} mono value={aliases} onChange={setAliases} hint={text.aliasesHint} />
      <TextField label={text.ip} mono value={ip} onChange={setIp} hint={words.common.engineChooses} />
    </FormWindow>
  );
}

/** The containers that are not on the network yet, by name. */
function useOthers(engine: EngineId, network: string): readonly Container[] {
  return [...useContainers(engine).items.values()]
    .filter(({ networks }) => !networks.includes(network))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
