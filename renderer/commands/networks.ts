import type { Container } from '../../app/containers.ts';
import type { EngineId } from '../../app/engines/engine.ts';
import type { Network } from '../../app/networks.ts';
import { keyOf } from '../../app/object-key.ts';
import type { Session } from '../stores/session.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import { removal, removalQuestion, removing } from './removal.ts';
import { type Command, command, itsEngine } from './running/command.ts';
import { doEach } from './running/each.ts';
import { enginesOf } from './running/engines-of.ts';
import { openForm } from './running/open-form.ts';

const text = words.networks;

/** A network and the engine it is on. */
export interface NetworkTarget {
  readonly engine: EngineId;
  readonly network: Network;
}

/** Where containers cannot come and go. */
const fixed = ({ network }: NetworkTarget) => network.builtin && network.driver !== 'bridge';

export const connect = command<NetworkTarget>({
  id: 'networks.connect',
  label: text.connecting.command,
  icon: 'connect',
  asks: itsEngine,
  changes: itsEngine,
  primary: true,
  fits: (target) => !fixed(target),
  refusal: (target) => (fixed(target) ? text.connecting.refusal : undefined),
  cli: ({ network }) => `docker network connect ${cliWord(network.name)} CONTAINER`,
  run: async ([target], { dialog }) => {
    if (!target) return;
    const { engine, network } = target;
    dialog.show({ kind: 'networks.connect', with: { engine, network: network.id, name: network.name } });
  },
});

export const remove = command<NetworkTarget>({
  ...removal,
  id: 'networks.remove',
  fits: ({ network }) => !network.builtin,
  refusal: ({ network }) => (network.builtin ? text.removal.refusal : undefined),
  cli: ({ network }) => `docker network rm ${cliWord(network.name)}`,
  run: async (targets, session) => {
    const names = targets.map(({ network }) => network.name);
    const { ofSeveral, body } = text.removal;
    const question = removalQuestion(enginesOf(targets), names, { ofSeveral, body });
    if (!(await session.question.ask(question))) return;
    await doEach(
      {
        ...removing,
        noun: 'network',
        key: ({ engine, network }) => keyOf({ engine, kind: 'network', id: network.id }),
        name: ({ network }) => network.name,
        ask: (client, { engine, network }) => client.networks.remove({ engine, id: network.id }),
      },
      targets,
      session,
    );
  },
});

/** Takes a container off a network; tells how it went. */
export async function disconnect(
  { engine, network }: NetworkTarget,
  container: Pick<Container, 'id' | 'name'>,
  session: Session,
): Promise<void> {
  const { verb, doing, done } = text.disconnecting;
  await doEach(
    {
      label: verb,
      doing,
      done,
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
export const createNetwork = openForm('networks.create', text.creation.command, 'create');

/** Shows what no container is on, to remove it. */
export const pruneNetworks = openForm('networks.prune', text.prune.command, 'prune');
