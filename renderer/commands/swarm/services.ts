import type { EngineId } from '../../../app/engines/engine.ts';
import type { SwarmService } from '../../../app/swarm/services.ts';
import { words } from '../../words/words.ts';
import { cliWord } from '../cli.ts';
import { removal, removalQuestion, removing } from '../removal.ts';
import { type Command, command, itsEngine } from '../running/command.ts';
import { enginesOf } from '../running/engines-of.ts';
import { onEach, type SwarmThing, type ToldVerb } from './on-each.ts';

const text = words.services;

/** A service and a manager's engine. */
export interface ServiceTarget {
  readonly engine: EngineId;
  readonly service: SwarmService;
}

const services: SwarmThing<ServiceTarget> = { kind: 'service', of: ({ service }) => service };

const isReplicated = ({ service }: ServiceTarget) => service.mode === 'replicated' && service.wanted !== undefined;
const refuseOther = (target: ServiceTarget) => (isReplicated(target) ? undefined : text.scaling.refusal);

/** One replica more, or one less, of what was wanted when the row was drawn: a change in between is refused. */
function scaleBy(step: 1 | -1, told: ToldVerb): Command<ServiceTarget>['run'] {
  return (targets, session) =>
    onEach(services, told, targets, session, (client, of, { service: { version, wanted = 0 } }) =>
      client.services.scale({ ...of, version, replicas: Math.max(0, wanted + step) }),
    );
}

const lineOfScale =
  (step: 1 | -1) =>
  ({ service }: ServiceTarget) =>
    `docker service scale ${cliWord(`${service.name}=${Math.max(0, (service.wanted ?? 0) + step)}`)}`;

export const scaleUp = command<ServiceTarget>({
  id: 'services.scaleUp',
  label: text.scaling.up.label,
  icon: 'raise',
  asks: itsEngine,
  changes: itsEngine,
  key: '+',
  inDetail: true,
  primary: true,
  fits: isReplicated,
  refusal: refuseOther,
  cli: lineOfScale(1),
  run: scaleBy(1, text.scaling.up),
});

export const scaleDown = command<ServiceTarget>({
  id: 'services.scaleDown',
  label: text.scaling.down.label,
  icon: 'lower',
  asks: itsEngine,
  changes: itsEngine,
  key: '-',
  inDetail: true,
  primary: true,
  fits: isReplicated,
  refusal: (target) => refuseOther(target) ?? (target.service.wanted === 0 ? text.scaling.none : undefined),
  cli: lineOfScale(-1),
  run: scaleBy(-1, text.scaling.down),
});

const restart = command<ServiceTarget>({
  id: 'services.restart',
  label: text.restarting.label,
  icon: 'restart',
  asks: itsEngine,
  changes: itsEngine,
  cli: ({ service }) => `docker service update --force ${cliWord(service.name)}`,
  run: (targets, session) =>
    onEach(services, text.restarting, targets, session, (client, of) => client.services.restart(of)),
});

const rollback = command<ServiceTarget>({
  id: 'services.rollback',
  label: text.rollingBack.label,
  icon: 'edit',
  asks: itsEngine,
  changes: itsEngine,
  fits: ({ service }) => service.hasPrevious,
  refusal: ({ service }) => (service.hasPrevious ? undefined : text.rollingBack.refusal),
  cli: ({ service }) => `docker service rollback ${cliWord(service.name)}`,
  run: (targets, session) =>
    onEach(services, text.rollingBack, targets, session, (client, of) => client.services.rollback(of)),
});

export const remove = command<ServiceTarget>({
  ...removal,
  id: 'services.remove',
  cli: ({ service }) => `docker service rm ${cliWord(service.name)}`,
  run: async (targets, session) => {
    const { ofSeveral, body } = text.removal;
    const names = targets.map(({ service }) => service.name);
    if (!(await session.question.ask(removalQuestion(enginesOf(targets), names, { ofSeveral, body })))) return;
    await onEach(services, removing, targets, session, (client, of) => client.services.remove(of));
  },
});

/** In the order that menus show them. */
export const serviceCommands: readonly Command<ServiceTarget>[] = [scaleUp, scaleDown, restart, rollback, remove];
