import type { GantryClient } from '../../app/contract.ts';
import type { ConnectionState, NewConnection } from '../../app/engines/connections.ts';
import type { EngineState } from '../../app/engines/engine.ts';
import type { HandoverTo } from '../../app/engines/handovers.ts';
import { toProblem } from '../../app/rpc/problem.ts';
import type { EngineStarter } from '../../app/starting.ts';
import { connectionKey } from '../stores/lists/connections.ts';
import type { Session } from '../stores/session.ts';
import { placeOf } from '../stores/shown/place.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import { removing } from './removal.ts';
import { type Command, command, type GlobalCommand } from './running/command.ts';
import { doEach } from './running/each.ts';
import { startTask } from './tasks.ts';

const { verbs, add } = words.connections;

/** How a terminal reaches the same engine. */
function programOf({ source, foundName, address, tls }: ConnectionState): string {
  if (source === 'context') return `docker --context ${cliWord(foundName)}`;
  if (source === 'podman') return `podman --connection ${cliWord(foundName)}`;
  const files = [['cacert', tls?.ca] as const, ['cert', tls?.cert] as const, ['key', tls?.key] as const];
  const named = files.flatMap(([part, path]) => (path === undefined ? [] : [`--tls${part} ${cliWord(path)}`]));
  return ['docker', '--host', cliWord(address), ...(tls ? ['--tlsverify', ...named] : [])].join(' ');
}

const ofConnection = {
  noun: 'connection',
  key: ({ id }: ConnectionState) => connectionKey(id),
  name: ({ name }: ConnectionState) => name,
} as const;

export const look = command<ConnectionState>({
  id: 'connections.look',
  label: verbs.look,
  icon: 'go',
  fits: ({ used }) => used,
  refusal: ({ used }) => (used ? undefined : verbs.isOff),
  cli: (target) => `${programOf(target)} ps -a`,
  run: async ([target], session) => {
    if (!target) return;
    await session.select(target.id);
    session.place.go({ section: 'containers' });
  },
});

export const retry = command<ConnectionState>({
  id: 'connections.retry',
  label: verbs.retry,
  icon: 'restart',
  fits: ({ status }) => status.kind === 'unreachable',
  refusal: ({ status }) => (status.kind === 'unreachable' ? undefined : verbs.reached),
  run: async (targets, { link }) => {
    await Promise.all(targets.map(({ id }) => link.ask((client) => client.engine.retry({ engine: id }))));
  },
});

export const test = command<ConnectionState>({
  id: 'connections.test',
  label: words.reach.command,
  icon: 'inspect',
  key: 't',
  run: async ([connection], { place }) => {
    if (connection) place.go(placeOf(connectionKey(connection.id), 'test'));
  },
});

export const edit = command<ConnectionState>({
  id: 'connections.edit',
  label: verbs.edit,
  icon: 'edit',
  key: 'e',
  primary: true,
  run: async ([connection], { dialog }) => {
    if (connection) dialog.show({ kind: 'connections.form', with: { connection } });
  },
});

const switched = (used: boolean) => ({
  ...ofConnection,
  ...(used ? verbs.on : verbs.off),
  ask: (client: GantryClient, { id }: ConnectionState) => client.connections.use({ connection: id, used }),
});

export const switchOn = command<ConnectionState>({
  id: 'connections.on',
  label: verbs.on.label,
  icon: 'start',
  key: 'Shift+S',
  primary: true,
  fits: ({ used }) => !used,
  refusal: ({ used }) => (used ? verbs.isOn : undefined),
  run: (targets, session, of) => doEach(switched(true), targets, session, of),
});

export const switchOff = command<ConnectionState>({
  id: 'connections.off',
  label: verbs.off.label,
  icon: 'stop',
  key: 's',
  primary: true,
  fits: ({ used }) => used,
  refusal: ({ used }) => (used ? undefined : verbs.isOff),
  run: (targets, session, of) => doEach(switched(false), targets, session, of),
});

export const raise = command<ConnectionState>({
  id: 'connections.raise',
  label: verbs.raise,
  icon: 'raise',
  key: '[',
  refusal: ({ place }) => (place === 0 ? verbs.isFirst : undefined),
  run: (targets, session) => move(targets, -1, session),
});

export const lower = command<ConnectionState>({
  id: 'connections.lower',
  label: verbs.lower,
  icon: 'lower',
  key: ']',
  run: (targets, session) => move(targets, 1, session),
});

/** Moves each by one, in the order in which none is in the way of the next. */
async function move(targets: readonly ConnectionState[], by: -1 | 1, { link }: Session): Promise<void> {
  for (const { id, place } of targets.toSorted((a, b) => by * (b.place - a.place))) {
    await link.ask((client) => client.connections.move({ connection: id, place: Math.max(0, place + by) }));
  }
}

export const remove = command<ConnectionState>({
  id: 'connections.remove',
  label: words.common.remove,
  icon: 'remove',
  key: 'Delete',
  danger: true,
  fits: ({ source }) => source === 'own',
  refusal: ({ source }) => (source === 'own' ? undefined : verbs.foundElsewhere),
  // Not asked about: nothing of an engine is lost, and the notice takes it back.
  run: (targets, session, of) => {
    const [only] = targets;
    const undo = only && { label: words.common.undo, run: () => void addAgain(only, session) };
    const after = undo && targets.length === 1 ? { after: () => ({ offer: undo }) } : {};
    return doEach(
      {
        ...ofConnection,
        ...removing,
        ...after,
        ask: (client, { id }) => client.connections.remove({ connection: id }),
      },
      targets,
      session,
      of,
    );
  },
});

async function addAgain(removed: ConnectionState, { link, notices }: Session): Promise<void> {
  try {
    await link.ask(async (client) => {
      const connection = await client.connections.add({ ...saidOf(removed), place: removed.place });
      if (!removed.used) await client.connections.use({ connection, used: false });
    });
    notices.succeed(verbs.undone({ name: removed.name }));
  } catch (error) {
    notices.fail(verbs.undoFailed, toProblem(error));
  }
}

/** What a person says of a connection, of one that there is. */
export function saidOf({ name, address, tls, colour, guard }: ConnectionState): NewConnection {
  return { name, address, colour, guard, ...(tls ? { tls } : {}) };
}

const handOver = (to: HandoverTo) =>
  command<ConnectionState>({
    id: `connections.handover.${to}`,
    label: words.connections.handover.verbs[to],
    icon: 'save',
    fits: ({ source }) => source === 'own',
    refusal: ({ source }) => (source === 'own' ? undefined : words.connections.handover.notOwn),
    run: async ([connection], { dialog }) => {
      if (connection) dialog.show({ kind: 'connections.handover', with: { connection, to } });
    },
  });

/** In the order that menus show them. */
export const connectionCommands: readonly Command<ConnectionState>[] = [
  edit,
  test,
  retry,
  switchOn,
  switchOff,
  raise,
  lower,
  handOver('docker'),
  handOver('podman'),
  remove,
  look,
];

/** Opens the form of a new connection. */
export const addConnection: GlobalCommand = {
  id: 'connections.add',
  label: add.command,
  icon: 'create',
  run: ({ dialog }) => dialog.show({ kind: 'connections.form', with: {} }),
};

/** A starter's command as it would be typed. */
export function commandLine({ command }: EngineStarter): string {
  return command.map(cliWord).join(' ');
}

/** What has to be known of an engine to start it. */
export type StartedEngine = Pick<EngineState, 'id' | 'name' | 'status'>;

/** Shows the command that starts an engine and has it run if the person agrees. Problems are told; it never rejects. */
export async function startEngine(
  { id, name }: StartedEngine,
  starter: EngineStarter,
  session: Session,
): Promise<void> {
  const agreed = await session.question.ask({
    title: words.starting.title({ name }),
    body: words.starting.body,
    // Nothing of it is lost: it need not be named.
    engines: [],
    tone: 'plain',
    items: [commandLine(starter)],
    confirm: words.starting.confirm,
  });
  if (agreed)
    await startTask(session, words.starting.task({ name }), (client) => client.starting.start({ engine: id }));
}
