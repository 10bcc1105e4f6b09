import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ComposeProject } from '../../../app/compose.ts';
import type { Container } from '../../../app/containers.ts';
import { keyOf } from '../../../app/object-key.ts';
import { up } from '../../commands/compose.ts';
import { logs } from '../../commands/containers.ts';
import { useSession } from '../../session.tsx';
import { placeOf } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { printable } from '../../ui/printable.ts';
import { StateDot } from '../../ui/StateDot.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { PortsCell } from '../containers/cells.tsx';
import { stateOf } from '../containers/state.ts';
import { commandIcons } from '../icons.ts';
import css from './Compose.module.css';

/** Services that are drawn; people have tens, a hostile engine thousands. The Containers section has them all. */
const most = 300;

interface ServicesProps {
  readonly engine: string;
  readonly project: ComposeProject;
}

/** The project's services and, under each, its containers. */
export function Services({ engine, project }: ServicesProps): ReactNode {
  const session = useSession();
  const { services } = project;
  if (services.length === 0) {
    return (
      <EmptyState
        title="Nothing is created yet"
        actions={
          up.fits({ engine, project }) && (
            <Button
              variant="primary"
              icon={commandIcons.up}
              onClick={() => void up.run([{ engine, project }], session)}
            >
              Up
            </Button>
          )
        }
      >
        The services appear here as soon as the project is up.
      </EmptyState>
    );
  }
  return (
    <ul className={css['services']} aria-label="Services">
      {services.slice(0, most).map(({ name, containers, dependsOn }) => (
        <li key={name} className={css['service']}>
          <h3 className={css['name']}>
            <Untrusted text={name} />
            {dependsOn.length > 0 && <span className={css['quiet']}>after {printable(dependsOn.join(', '), 200)}</span>}
          </h3>
          <ul className={css['containers']} aria-label={`Containers of ${printable(name, 80)}`}>
            {containers.slice(0, most).map((container) => (
              <ContainerLine key={container.id} engine={engine} container={container} />
            ))}
          </ul>
        </li>
      ))}
      {services.length > most && <li className={css['quiet']}>and {(services.length - most).toLocaleString()} more</li>}
    </ul>
  );
}

function ContainerLine({ engine, container }: { engine: string; container: Container }): ReactNode {
  const session = useSession();
  return (
    <li className={css['container']}>
      <StateDot {...stateOf(container)} />
      <Button
        size="sm"
        variant="ghost"
        title="Show the container"
        onClick={() => session.place.go(placeOf(keyOf({ engine, kind: 'container', id: container.id })))}
      >
        {printable(container.name, 120)}
      </Button>
      <span className={css['ports']}>
        <PortsCell ports={container.ports} />
      </span>
      <IconButton
        label={`Logs of ${printable(container.name, 80)}`}
        icon={FileText}
        size="sm"
        onClick={() => void logs.run([{ engine, container }], session)}
      />
    </li>
  );
}
