import { type ReactNode, useState } from 'react';
import type { ContainerDetail, HealthProbe } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { checkHealth } from '../../commands/container/health.ts';
import { useFeatures, useNowFor, useSession } from '../../hooks/session.tsx';
import { useHeld } from '../../hooks/use-held.ts';
import { Button } from '../../ui/controls/Button.tsx';
import type { KeyValueEntry } from '../../ui/display/KeyValue.tsx';
import { Clamped } from '../../ui/marks/Clamped.tsx';
import { formatAge } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { FactGroup } from '../parts/Facts.tsx';
import { HealthStrip } from './overview/HealthStrip.tsx';

const { healthCheck: own } = words.containers;

/** How a container is checked, what the last answer was, and how often in a row it was like that. */
export function HealthGroup({ engine, detail }: { engine: EngineId; detail: ContainerDetail }): ReactNode {
  const { check, probes, state } = detail;
  const features = useFeatures(engine);
  const last = probes.at(-1);
  const now = useNowFor(last?.start ?? 0);
  const streak = streakOf(detail);
  return (
    <FactGroup
      title={own.title}
      end={check && state === 'running' && features?.healthChecks && <CheckNow engine={engine} detail={detail} />}
      entries={[
        ...(streak === '' ? [] : [{ label: own.last, value: <Streak text={streak} probes={probes} />, copy: streak }]),
        ...(last ? [answerFact(last, now)] : []),
        ...(check ? [{ label: own.command, value: <Clamped text={check.command} />, copy: check.command }] : []),
      ]}
    />
  );
}

function Streak({ text, probes }: { text: string; probes: ContainerDetail['probes'] }): ReactNode {
  return (
    <>
      {probes.length > 1 && <HealthStrip probes={probes} />} {text}
    </>
  );
}

/** Where nobody keeps the engine's timers its checks never run by themselves. */
function CheckNow({ engine, detail }: { engine: EngineId; detail: ContainerDetail }): ReactNode {
  const session = useSession();
  const held = useHeld(engine);
  const [busy, setBusy] = useState(false);
  const check = () => {
    setBusy(true);
    void checkHealth({ engine, id: detail.id }, detail.name, session).finally(() => setBusy(false));
  };
  return (
    <Button size="sm" variant="ghost" busy={busy} disabled={held !== undefined} reason={held} onClick={check}>
      {own.verb}
    </Button>
  );
}

function answerFact({ start, exitCode, output }: HealthProbe, now: number): KeyValueEntry {
  const text = output.trim();
  return {
    label: own.answer,
    value: (
      <>
        {start > 0 ? own.codeWithAge({ code: exitCode, age: formatAge(start, now) }) : own.code({ code: exitCode })}
        {text !== '' && <Clamped text={text} />}
      </>
    ),
    copy: text === '' ? own.code({ code: exitCode }) : text,
  };
}

/** `failed 3 times in a row`; where none failed, how many of those that are known passed. */
function streakOf({ check, probes }: ContainerDetail): string {
  const failures = check?.failures ?? 0;
  if (failures > 0) return own.failedInARow({ count: failures });
  const passed = probes.length - 1 - probes.findLastIndex(({ exitCode }) => exitCode !== 0);
  return passed > 0 ? own.passedInARow({ count: passed }) : '';
}
