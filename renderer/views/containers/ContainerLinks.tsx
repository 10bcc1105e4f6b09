import type { ReactNode } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import { formatPlace, placeOf } from '../../stores/shown/place.ts';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import css from '../parts/Facts.module.css';
import { stateOf } from './state.ts';

/** Containers as links to their detail, each with its state; `children` adds to a line. */
export function ContainerLinks(props: {
  containers: readonly Keyed<Container>[];
  none: string;
  children?: (container: Keyed<Container>) => ReactNode;
}): ReactNode {
  const { containers, none, children } = props;
  if (containers.length === 0) return <p className={css['note']}>{none}</p>;
  return (
    <ul className={css['lines']}>
      {containers.map((container) => (
        <li key={container.key} className={css['line']}>
          <StateDot {...stateOf(container)} />
          <a className={css['grow']} href={formatPlace(placeOf(container.key))}>
            <Untrusted text={container.name} />
          </a>
          {children?.(container)}
        </li>
      ))}
    </ul>
  );
}
