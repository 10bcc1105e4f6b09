import type { ReactNode } from 'react';
import type { Container, ContainerDetail } from '../../../../app/containers.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import { keyOf } from '../../../../app/object-key.ts';
import { useContainers, useEngineOf, useNowFor } from '../../../hooks/session.tsx';
import type { Keyed } from '../../../stores/lists/list.ts';
import { formatPlace, placeOf } from '../../../stores/shown/place.ts';
import { KeyValue, type KeyValueEntry } from '../../../ui/display/KeyValue.tsx';
import { Clamped } from '../../../ui/marks/Clamped.tsx';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { formatBytes } from '../../../words/amounts.ts';
import { words } from '../../../words/words.ts';
import { describeEnd } from './end.ts';
import { LastLines } from './LastLines.tsx';
import { NextStep } from './NextStep.tsx';
import css from './Why.module.css';
import { type HeldPort, heldPort, type WhyKind, whyOf } from './why.ts';

const own = words.why;

interface WhyProps {
  readonly engine: EngineId;
  readonly detail: ContainerDetail;
}

/** Why a container does not run, or not well, and what to do next; nothing of one that is as it should be. */
export function Why({ engine, detail }: WhyProps): ReactNode {
  const container = useContainers(engine).items.get(keyOf({ engine, kind: 'container', id: detail.id }));
  const now = useNowFor(detail.startedAt);
  const kind = whyOf(detail, container?.stopped === true, now);
  // What was inspected may be older than what the list says.
  if (!kind || !container || container.state !== detail.state) return null;
  return <Card engine={engine} detail={detail} kind={kind} container={container} />;
}

interface CardProps extends WhyProps {
  readonly kind: WhyKind;
  readonly container: Keyed<Container>;
}

function Card({ engine, detail, kind, container }: CardProps): ReactNode {
  const { items } = useContainers(engine);
  const status = useEngineOf({ engine })?.status;
  const isDocker = status?.kind === 'connected' && status.version.product === 'Docker';
  const held = kind === 'unstarted' ? heldPort(detail, items.values()) : undefined;
  const title = own.titles[kind];
  const hasLines = kind === 'failed' || kind === 'memory' || kind === 'restarting' || kind === 'dead';
  return (
    <section aria-label={title} className={css['card']} data-calm={kind === 'calm' || undefined}>
      <div className={css['head']}>
        <h3>{title}</h3>
        <NextStep kind={kind} detail={detail} container={container} holder={held?.holder} />
      </div>
      <KeyValue
        entries={[
          ...endFacts(detail, kind),
          ...memoryFacts(detail, kind),
          ...(held ? [portFact(held)] : []),
          ...byFacts(container, kind),
          ...checkFacts(detail, kind),
          ...restartFacts(detail, kind),
        ]}
      />
      {kind === 'restarting' && isDocker && <p className={css['note']}>{own.backoff}</p>}
      {kind === 'dead' && <p className={css['note']}>{own.dead}</p>}
      {hasLines && <LastLines engine={engine} detail={detail} />}
    </section>
  );
}

/** How it ended; what never ran did not, and what runs has not. */
function endFacts(detail: ContainerDetail, kind: WhyKind): KeyValueEntry[] {
  const { state, error } = detail;
  const hasEnded = state !== 'running' && kind !== 'unstarted';
  const end = hasEnded ? describeEnd(detail) : '';
  return [
    ...(end === '' ? [] : [{ label: own.ended, value: end, copy: end }]),
    ...(error === '' ? [] : [{ label: own.error, value: <Clamped text={error} />, copy: error }]),
  ];
}

/** How much memory it was allowed, where that was too little. */
function memoryFacts({ memoryLimit }: ContainerDetail, kind: WhyKind): KeyValueEntry[] {
  if (kind !== 'memory') return [];
  return [{ label: own.limit, value: memoryLimit === undefined ? own.noLimit : formatBytes(memoryLimit) }];
}

function portFact({ port, holder }: HeldPort<Keyed<Container>>): KeyValueEntry {
  return {
    label: own.port,
    value: (
      <>
        {`${port.hostPort}/`}
        <Untrusted text={port.protocol} max={20} /> {own.held}{' '}
        <a href={formatPlace(placeOf(holder.key))}>
          <Untrusted text={holder.name} />
        </a>
      </>
    ),
  };
}

/** Who stopped it, as far as that is known. */
function byFacts({ stopped, stoppedHere }: Container, kind: WhyKind): KeyValueEntry[] {
  return kind === 'calm' && stopped ? [{ label: own.by, value: stoppedHere ? own.here : own.asked }] : [];
}

function checkFacts({ check, probes }: ContainerDetail, kind: WhyKind): KeyValueEntry[] {
  if (kind !== 'unhealthy') return [];
  const output = probes.at(-1)?.output.trim() ?? '';
  const failures = check?.failures ?? 0;
  return [
    {
      label: own.check,
      value: (
        <>
          {failures > 0 && own.failedInARow({ count: failures })}
          {output !== '' && <Clamped text={output} />}
        </>
      ),
      copy: output === '' ? undefined : output,
    },
  ];
}

function restartFacts({ restartCount, restartPolicy }: ContainerDetail, kind: WhyKind): KeyValueEntry[] {
  if (restartCount === 0 || kind === 'calm') return [];
  const told = own.restarted({ count: restartCount, policy: restartPolicy });
  return [{ label: own.restarts, value: told }];
}
