import type { ReactNode } from 'react';
import type { ContainerDetail, HealthProbe } from '../../../app/containers.ts';
import { formatAge, formatNumber } from '../../../app/format.ts';
import { useNow } from '../../session.tsx';
import { Clamped } from '../../ui/Clamped.tsx';
import type { KeyValueEntry } from '../../ui/KeyValue.tsx';
import { FactGroup } from '../Facts.tsx';

/** How a container is checked, what the last answer was, and how often in a row it was like that. */
export function HealthGroup({ detail }: { detail: ContainerDetail }): ReactNode {
  const { check, probes } = detail;
  const now = useNow();
  const last = probes.at(-1);
  const streak = streakOf(detail);
  return (
    <FactGroup
      title="Health"
      entries={[
        ...(streak === '' ? [] : [{ label: 'Last checks', value: streak, copy: streak }]),
        ...(last ? [answerFact(last, now)] : []),
        ...(check ? [{ label: 'Check', value: <Clamped text={check.command} />, copy: check.command }] : []),
      ]}
    />
  );
}

function answerFact({ start, exitCode, output }: HealthProbe, now: number): KeyValueEntry {
  const text = output.trim();
  return {
    label: 'Last answer',
    value: (
      <>
        exit code {exitCode}
        {start > 0 && `, ${formatAge(start, now)} ago`}
        {text !== '' && <Clamped text={text} />}
      </>
    ),
    copy: text === '' ? `exit code ${exitCode}` : text,
  };
}

/** `failed 3 times in a row`; where none failed, how many of those that are known passed. */
function streakOf({ check, probes }: ContainerDetail): string {
  const failures = check?.failures ?? 0;
  if (failures > 0) return `failed ${times(failures)}`;
  const passed = probes.length - 1 - probes.findLastIndex(({ exitCode }) => exitCode !== 0);
  return passed > 0 ? `passed ${times(passed)}` : '';
}

function times(n: number): string {
  return n === 1 ? 'once' : `${formatNumber(n)} times in a row`;
}
