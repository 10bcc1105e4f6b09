import type { Container } from '../../app/containers.ts';
import type { EngineId } from '../../app/engine.ts';
import { count } from '../../app/format.ts';
import type { Network } from '../../app/networks.ts';
import { keyOf } from '../../app/object-key.ts';
import { selectedEngine } from '../stores/engine.ts';
import type { Session } from '../stores/session.ts';
import { cliWord } from './cli.ts';
import { type Command, type GlobalCommand, itsEngine } from './command.ts';
import { doEach } from './each.ts';

/** A network and the engine it is on. */
export interface NetworkTarget {
  readonly engine: EngineId;
  readonly network: Network;
}

/** Where containers cannot come and go. */
const fixed = ({ network }: NetworkTarget) => network.builtin && network.driver !== 'bridge';

export const connect: Command<NetworkTarget> = {
  id: 'networks.connect',
  label: 'Connect…',
  icon: 'connect',
  asks: itsEngine,
  primary: true,
  fits: (target) => !fixed(target),
  refusal: (target) => (fixed(target) ? 'Containers join it only when they are created.' : undefined),
  cli: ({ network }) => `docker network connect ${cliWord(network.name)} CONTAINER`,
  run: async ([target], { dialog }) => {
    if (!target) return;
    const { engine, network } = target;
    dialog.show({ kind: 'networks.connect', with: { engine, network: network.id, name: network.name } });
  },
};

export const remove: Command<NetworkTarget> = {
  id: 'networks.remove',
  label: 'Remove',
  icon: 'remove',
  asks: itsEngine,
  key: 'Delete',
  danger: true,
  primary: true,
  fits: ({ network }) => !network.builtin,
  refusal: ({ network }) => (network.builtin ? 'The engine needs it.' : undefined),
  cli: ({ network }) => `docker network rm ${cliWord(network.name)}`,
  run: async (targets, session) => {
    const names = targets.map(({ network }) => network.name);
    const question = {
      title: `Remove ${names.length === 1 ? names[0] : count(names.length, 'network')}?`,
      body: 'No data is lost. Stopped containers that are on it cannot start again until they join another.',
      ...(names.length > 1 ? { items: names } : {}),
      confirm: 'Remove',
    };
    if (!(await session.question.ask(question))) return;
    await doEach(
      {
        label: 'Remove',
        doing: 'Removing',
        done: 'Removed',
        noun: 'network',
        key: ({ engine, network }) => keyOf({ engine, kind: 'network', id: network.id }),
        name: ({ network }) => network.name,
        ask: (client, { engine, network }) => client.networks.remove({ engine, id: network.id }),
      },
      targets,
      session,
    );
  },
};

/** Takes a container off a network; tells how it went. */
export async function disconnect(
  { engine, network }: NetworkTarget,
  container: Pick<Container, 'id' | 'name'>,
  session: Session,
): Promise<void> {
  await doEach(
    {
      label: 'Disconnect',
      doing: 'Disconnecting',
      done: 'Disconnected',
      noun: 'container',
      key: ({ id }) => keyOf({ engine, kind: 'container', id }),
      name: ({ name }) => name,
      ask: (client, { id }) => client.networks.disconnect({ engine, id: network.id, container: id, force: false }),
    },
    [container],
    session,
  );
}

/** In the order that menus show them. */
export const networkCommands: readonly Command<NetworkTarget>[] = [connect, remove];

/** Opens the form for a new network. */
export const createNetwork: GlobalCommand = {
  id: 'networks.create',
  label: 'Create network…',
  icon: 'create',
  run: (session) => {
    const engine = selectedEngine(session.engine.getState().list)?.id;
    if (engine !== undefined) session.dialog.show({ kind: 'networks.create', with: { engine } });
  },
};

/** Shows what no container is on, to remove it. */
export const pruneNetworks: GlobalCommand = {
  id: 'networks.prune',
  label: 'Remove unused networks…',
  icon: 'prune',
  run: (session) => {
    const engine = selectedEngine(session.engine.getState().list)?.id;
    if (engine !== undefined) session.dialog.show({ kind: 'networks.prune', with: { engine } });
  },
};
