import type { SwarmService } from '../../../app/swarm/services.ts';
import { labelTexts, matches, parseFilter } from '../../../app/text/filter.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { ageColumn, idColumn, nameColumn } from '../object/usual-columns.tsx';
import { portsLine, replicasOf, updateWord } from '../swarm/wording.ts';

const { columns, modes } = words.services;
export type ServiceRow = Keyed<SwarmService>;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const serviceColumns: readonly Column<ServiceRow>[] = [
  nameColumn(190, ({ name }) => name),
  {
    id: 'replicas',
    header: columns.replicas,
    width: 104,
    value: ({ running = -1, wanted = 0 }) => (wanted === 0 ? 1 : running / wanted),
    cell: (service) => <StateDot {...replicasOf(service)} />,
  },
  {
    id: 'image',
    header: columns.image,
    width: 180,
    value: ({ image }) => image,
    cell: ({ image }) => <Untrusted text={image} mono />,
  },
  {
    id: 'update',
    header: columns.update,
    width: 132,
    value: (service) => updateWord(service),
    cell: (service) => <Untrusted text={updateWord(service) ?? ''} />,
  },
  {
    id: 'ports',
    header: columns.ports,
    width: 140,
    value: portsLine,
    cell: (service) => <Untrusted text={portsLine(service)} mono />,
  },
  {
    id: 'mode',
    header: columns.mode,
    width: 120,
    value: ({ mode }) => modes[mode],
    cell: ({ mode }) => modes[mode],
  },
  {
    id: 'stack',
    header: columns.stack,
    width: 110,
    value: ({ stack }) => stack,
    cell: ({ stack }) => (stack ? <Untrusted text={stack} /> : null),
  },
  ageColumn,
  idColumn,
];

/** Hidden until the person wants it. */
export const hiddenAtFirst = ['id'];

const keys = ['name', 'image', 'mode', 'stack', 'label', 'id', 'complete'];

/** Whether as many of its tasks run as should. */
export function isComplete({ running, wanted }: SwarmService): boolean {
  return running === undefined || wanted === undefined || running >= wanted;
}

/** A test for services from what a person typed, e.g. `shop complete:no`. */
export function serviceFilter(input: string): (service: ServiceRow) => boolean {
  const terms = parseFilter(input, keys);
  return (service) => matches(terms, (key) => fields(service, key));
}

function fields(service: ServiceRow, key: string | undefined): readonly string[] {
  const { name, image, mode, stack = '', id, labels } = service;
  const byKey: Readonly<Record<string, readonly string[]>> = {
    name: [name],
    image: [image],
    mode: [mode],
    stack: [stack],
    id: [id],
    label: labelTexts(labels),
    complete: [isComplete(service) ? 'yes' : 'no'],
  };
  return (key === undefined ? undefined : byKey[key]) ?? [name, image, stack, id];
}
