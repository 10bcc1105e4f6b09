import type { ReactNode } from 'react';
import { dependenciesOf } from '../../../app/compose.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { keyOf } from '../../../app/object-key.ts';
import { useList, useSession } from '../../hooks/session.tsx';
import { words } from '../../words/words.ts';
import { FactGroup } from '../parts/Facts.tsx';
import { ContainerLinks } from './ContainerLinks.tsx';

const own = words.overview;

/** Containers that are linked to: where there are more, their project tells them. */
const most = 30;

/** What Compose says that a container needs, and what needs it, each with its state. */
export function Dependencies({ engine, id }: { engine: EngineId; id: string }): ReactNode {
  const { items } = useList(useSession().containers);
  const shown = items.get(keyOf({ engine, kind: 'container', id }));
  const { project, service } = shown ?? {};
  if (!shown || project === undefined || service === undefined) return null;
  const beside = [...items.values()].filter((one) => one.engine === engine && one.project === project);
  const needs = dependenciesOf(shown);
  const groups = [
    [own.dependsOn, beside.filter((one) => one.service !== undefined && needs.includes(one.service))],
    [own.usedBy, beside.filter((one) => dependenciesOf(one).includes(service))],
  ] as const;
  return groups.map(
    ([title, containers]) =>
      containers.length > 0 && (
        <FactGroup key={title} title={title}>
          <ContainerLinks containers={containers.slice(0, most)} none="" />
        </FactGroup>
      ),
  );
}
