import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ComposeProject } from '../../../app/compose.ts';
import type { Container } from '../../../app/containers.ts';
import { keyOf } from '../../../app/object-key.ts';
import { up } from '../../commands/compose.ts';
import { logs } from '../../commands/container-open.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useSession } from '../../hooks/session.tsx';
import { placeOf } from '../../stores/shown/place.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { PortsCell } from '../containers/cells.tsx';
import { stateOf } from '../containers/state.ts';
import { commandIcons } from '../parts/icons.ts';
import { guarded } from '../parts/verb-items.ts';
import css from './Compose.module.css';

const { services: serviceWords, commands } = words.compose;

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
        title={serviceWords.none.title}
        actions={
          up.fits({ engine, project }) && (
            <Button
              variant="primary"
              icon={commandIcons.up}
              {...guarded(up, { engine, project }, session)}
              onClick={() => void runAllowed(up, [{ engine, project }], session)}
            >
              {commands.up}
            </Button>
          )
        }
      >
        {serviceWords.none.text}
      </EmptyState>
    );
  }
  return (
    <ul className={css['services']} aria-label={serviceWords.label}>
      {services.slice(0, most).map(({ name, containers, dependsOn }) => (
        <li key={name} className={css['service']}>
          <h3 className={css['name']}>
            <Untrusted text={name} />
            {dependsOn.length > 0 && (
              <span className={css['quiet']}>
                {serviceWords.after({ services: printable(dependsOn.join(', '), 200) })}
              </span>
            )}
          </h3>
          <ul className={css['containers']} aria-label={serviceWords.containersOf({ service: printable(name, 80) })}>
            {containers.slice(0, most).map((container) => (
              <ContainerLine key={container.id} engine={engine} container={container} />
            ))}
          </ul>
        </li>
      ))}
      {services.length > most && (
        <li className={css['quiet']}>{serviceWords.more({ count: services.length - most })}</li>
      )}
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
        title={serviceWords.showContainer}
        onClick={() => session.place.go(placeOf(keyOf({ engine, kind: 'container', id: container.id })))}
      >
        {printable(container.name, 120)}
      </Button>
      <span className={css['ports']}>
        <PortsCell ports={container.ports} />
      </span>
      <IconButton
        label={serviceWords.logsOf({ container: printable(container.name, 80) })}
        icon={FileText}
        size="sm"
        onClick={() => void runAllowed(logs, [{ engine, container }], session)}
      />
    </li>
  );
}
