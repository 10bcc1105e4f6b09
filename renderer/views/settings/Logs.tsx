import { type ReactNode, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { KeptLog } from '../../../app/logs.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { LogKeeping } from '../../../app/settings.ts';
import { useSession, useSettings } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { formatBytes } from '../../words/amounts.ts';
import { formatAge } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './Logs.module.css';
import groups from './Settings.module.css';

const text = words.settings.logs;

/** What is kept of logs on disk, and the logs that are. */
export function Logs(): ReactNode {
  const { settings } = useSession();
  const { logs, logStatusLevels } = useSettings();
  const change = (patch: Partial<LogKeeping>) => settings.update({ logs: { ...logs, ...patch } });
  return (
    <section className={groups['group']} aria-label={text.title}>
      <h2>{text.title}</h2>
      <Checkbox label={text.keep} hint={text.keepHint} checked={logs.keep} onChange={(keep) => change({ keep })} />
      <div className={css['bounds']}>
        <Bound
          label={text.perLog}
          value={logs.perLog}
          min={4}
          max={1_000_000}
          onChange={(perLog) => change({ perLog })}
        />
        <Bound
          label={text.total}
          value={logs.total}
          min={16}
          max={10_000_000}
          onChange={(total) => change({ total })}
        />
        <Bound label={text.days} value={logs.days} min={1} max={3650} onChange={(days) => change({ days })} />
      </div>
      <Checkbox
        label={text.statusLevels}
        hint={text.statusLevelsHint}
        checked={logStatusLevels}
        onChange={(logStatusLevels) => settings.update({ logStatusLevels })}
      />
      <Kept never={logs.never} onNever={(never) => change({ never })} />
    </section>
  );
}

interface BoundProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number within bounds; what is typed counts once it is one. */
function Bound({ label, value, min, max, onChange }: BoundProps): ReactNode {
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && !isWithin(typed, min, max);
  return (
    <TextField
      label={label}
      inputMode="numeric"
      value={typed ?? String(value)}
      error={wrong ? text.bounds({ min, max }) : undefined}
      onChange={(now) => {
        setTyped(now);
        if (isWithin(now, min, max)) onChange(Number(now));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

function isWithin(typed: string, min: number, max: number): boolean {
  return /^\d{1,9}$/.test(typed) && Number(typed) >= min && Number(typed) <= max;
}

interface KeptProps {
  readonly never: readonly string[];
  readonly onNever: (never: string[]) => void;
}

const askKept = (client: GantryClient, signal: AbortSignal) => client.logs.kept({}, { signal });

/** The logs on disk, whether their containers still exist or not. */
function Kept({ never, onNever }: KeptProps): ReactNode {
  const { question, notices, link } = useSession();
  const { answer: list, problem, again } = useAnswer(askKept);
  const forget = async (logs: readonly KeptLog[]): Promise<void> => {
    const size = formatBytes(logs.reduce((sum, { size }) => sum + size, 0));
    const [first] = logs;
    const title =
      logs.length === 1 && first
        ? text.deleteOne({ name: printable(first.name, 80) })
        : text.deleteMany({ count: logs.length });
    const body = text.deleteText({ size });
    if (!(await question.ask({ title, body, engines: [], confirm: words.common.delete }))) return;
    try {
      await link.ask((client) => client.logs.forget({ logs: logs.map(({ log }) => log) }));
    } catch (error) {
      notices.fail(text.deleteFailed, toProblem(error));
    }
    again();
  };
  if (problem) return <ProblemBanner title={text.keptFailed} problem={problem} />;
  if (!list) return null;
  if (list.length === 0) return <p className={css['hint']}>{text.noneKept}</p>;
  return (
    <>
      <ul className={css['kept']} aria-label={text.kept}>
        {list.map((kept) => (
          <KeptRow
            key={kept.log}
            kept={kept}
            off={never.includes(kept.log)}
            onOff={(off) => onNever(off ? [...never, kept.log] : never.filter((log) => log !== kept.log))}
            onDelete={() => void forget([kept])}
          />
        ))}
      </ul>
      <div>
        <Button onClick={() => void forget(list)}>{text.deleteAll}</Button>
      </div>
    </>
  );
}

interface KeptRowProps {
  readonly kept: KeptLog;
  /** It is never to be kept again. */
  readonly off: boolean;
  readonly onOff: (off: boolean) => void;
  readonly onDelete: () => void;
}

function KeptRow({ kept, off, onOff, onDelete }: KeptRowProps): ReactNode {
  const { dock } = useSession();
  const name = printable(kept.name, 80);
  const open = () => dock.open({ kind: 'log', target: { kind: 'kept', log: kept.log }, name: kept.name });
  return (
    <li>
      <div>
        <Untrusted text={kept.name} />
        <div className={css['hint']}>{describe(kept)}</div>
      </div>
      <Button size="sm" aria-label={text.open({ name })} onClick={open}>
        {words.common.open}
      </Button>
      <Button size="sm" aria-pressed={off} aria-label={text.neverOf({ name })} onClick={() => onOff(!off)}>
        {off ? text.isNever : text.never}
      </Button>
      <Button size="sm" aria-label={text.deleteOf({ name })} onClick={onDelete}>
        {words.common.delete}
      </Button>
    </li>
  );
}

function describe({ lines, size, last, recording }: KeptLog): string {
  const age = last === 0 ? [] : [text.lastLine({ age: formatAge(last, Date.now()) })];
  return [text.rows({ count: lines }), formatBytes(size), ...age, ...(recording ? [text.followed] : [])].join(' · ');
}
