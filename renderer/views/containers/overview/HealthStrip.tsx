import type { ReactNode } from 'react';
import type { HealthProbe } from '../../../../app/containers.ts';
import { useNow } from '../../../hooks/session.tsx';
import { formatAge } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';
import css from './HealthStrip.module.css';

const own = words.overview;

/** The last checks that the engine keeps, oldest first: a high mark for one that failed, a low one for one that passed. */
export function HealthStrip({ probes }: { probes: readonly HealthProbe[] }): ReactNode {
  const now = useNow();
  const tell = ({ start, exitCode }: HealthProbe) =>
    own.check({ passed: exitCode === 0, age: start > 0 ? formatAge(start, now) : '–' });
  return (
    <span role="img" aria-label={own.checks({ checks: probes.map(tell).join(', ') })} className={css['strip']}>
      {probes.map((probe, at) => (
        <span key={`${probe.start} ${at}`} data-tip={tell(probe)} data-passed={probe.exitCode === 0} />
      ))}
    </span>
  );
}
