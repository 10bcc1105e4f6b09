import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { count, formatAge, formatBytes } from '../../../app/format.ts';
import type { KeptLog } from '../../../app/logs.ts';
import { type Problem, toProblem } from '../../../app/problem.ts';
import type { LogKeeping } from '../../../app/settings.ts';
import { useSession, useSettings } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { printable } from '../../ui/printable.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import css from './Logs.module.css';
import groups from './Settings.module.css';

/** What is kept of logs on disk, and the logs that are. */
export function Logs(): ReactNode {
  const { settings } = useSession();
  const { logs, logStatusLevels } = useSettings();
  const change = (patch: Partial<LogKeeping>) => settings.update({ logs: { ...logs, ...patch } });
  return (
    <section className={groups['group']} aria-label="Logs">
      <h2>Logs</h2>
      <Checkbox
        label="Keep the logs that are opened on disk"
        hint="They outlive their container and this window, and can be searched as a whole. Counts for logs that are opened from now on."
        checked={logs.keep}
        onChange={(keep) => change({ keep })}
      />
      <div className={css['bounds']}>
        <Bound
          label="Each log, MiB"
          value={logs.perLog}
          min={4}
          max={1_000_000}
          onChange={(perLog) => change({ perLog })}
        />
        <Bound
          label="All logs, MiB"
          value={logs.total}
          min={16}
          max={10_000_000}
          onChange={(total) => change({ total })}
        />
        <Bound label="Days" value={logs.days} min={1} max={3650} onChange={(days) => change({ days })} />
      </div>
      <Checkbox
        label="Tell the level of requests by their status"
        hint="A line of an access log that names no level is an error from status 500 on, and a warning from 400 on. Counts for lines that are read from now on."
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
      error={wrong ? `${min.toLocaleString()} to ${max.toLocaleString()}` : undefined}
      onChange={(text) => {
        setTyped(text);
        if (isWithin(text, min, max)) onChange(Number(text));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

function isWithin(text: string, min: number, max: number): boolean {
  return /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

interface KeptProps {
  readonly never: readonly string[];
  readonly onNever: (never: string[]) => void;
}

/** The logs on disk, whether their containers still exist or not. */
function Kept({ never, onNever }: KeptProps): ReactNode {
  const { question, notices, link } = useSession();
  const { list, problem, read } = useKept();
  const forget = async (logs: readonly KeptLog[]): Promise<void> => {
    const size = formatBytes(logs.reduce((sum, { size }) => sum + size, 0));
    const [first] = logs;
    const what = logs.length === 1 && first ? `the log of ${printable(first.name, 80)}` : count(logs.length, 'log');
    const body = `${size} go for good. What the engine itself still has of them can be read again.`;
    if (!(await question.ask({ title: `Delete ${what}?`, body, confirm: 'Delete' }))) return;
    try {
      await link.ask((client) => client.logs.forget({ logs: logs.map(({ log }) => log) }));
    } catch (error) {
      notices.fail('Deleting failed', toProblem(error));
    }
    await read();
  };
  if (problem) return <ProblemBanner title="The kept logs could not be read" problem={problem} />;
  if (!list) return null;
  if (list.length === 0) return <p className={css['hint']}>No log is kept yet: open one, and it is.</p>;
  return (
    <>
      <ul className={css['kept']} aria-label="Kept logs">
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
        <Button onClick={() => void forget(list)}>Delete all…</Button>
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
  const open = () => dock.open({ kind: 'log-view', target: { kind: 'kept', log: kept.log }, name: kept.name });
  return (
    <li>
      <div>
        <Untrusted text={kept.name} />
        <div className={css['hint']}>{describe(kept)}</div>
      </div>
      <Button size="sm" aria-label={`Open the log of ${name}`} onClick={open}>
        Open
      </Button>
      <Button size="sm" aria-pressed={off} aria-label={`Never keep the log of ${name}`} onClick={() => onOff(!off)}>
        {off ? 'Not kept' : 'Never keep'}
      </Button>
      <Button size="sm" aria-label={`Delete the log of ${name}`} onClick={onDelete}>
        Delete
      </Button>
    </li>
  );
}

function describe({ lines, size, last, recording }: KeptLog): string {
  const age = last === 0 ? [] : [`last line ${formatAge(last, Date.now())} ago`];
  return [count(lines, 'row'), formatBytes(size), ...age, ...(recording ? ['being followed'] : [])].join(' · ');
}

function useKept() {
  const { link } = useSession();
  const [list, setList] = useState<readonly KeptLog[]>();
  const [problem, setProblem] = useState<Problem>();
  const read = useCallback(
    () => link.ask((client) => client.logs.kept({})).then(setList, (error: unknown) => setProblem(toProblem(error))),
    [link],
  );
  useEffect(
    () =>
      // Where a reload leads straight here, there is no connection yet.
      link.live(() => {
        void read();
        return () => undefined;
      }),
    [link, read],
  );
  return { list, problem, read };
}
