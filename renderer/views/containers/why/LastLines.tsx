import { type ReactNode, useCallback, useMemo } from 'react';
import type { ContainerDetail, LastLine } from '../../../../app/containers.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import { stripAnsi } from '../../../../app/text/ansi.ts';
import { useAnswer } from '../../../hooks/use-answer.ts';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import css from './Why.module.css';

const own = words.why;

/** What a container printed last, its errors first: read once for each end, while this is on screen. Nothing where its log cannot be read. */
export function LastLines({ engine, detail }: { engine: EngineId; detail: ContainerDetail }): ReactNode {
  const { id, finishedAt } = detail;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.lastLines({ engine, id }, { signal }),
    [engine, id],
  );
  const { answer } = useAnswer(ask, finishedAt);
  const lines = useMemo(() => answer?.map(({ source, text }) => ({ source, text: stripAnsi(text) })), [answer]);
  if (!lines) return null;
  if (lines.length === 0) return <p className={css['note']}>{own.none}</p>;
  const of = (wanted: LastLine['source']) => lines.filter(({ source }) => source === wanted).map(({ text }) => text);
  return (
    <div role="group" aria-label={own.lines} className={css['lines']}>
      <Stream label={own.stderr} lines={of('stderr')} />
      <Stream label={own.stdout} lines={of('stdout')} />
    </div>
  );
}

function Stream({ label, lines }: { label: string; lines: readonly string[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <>
      <h4>{label}</h4>
      <ol aria-label={label}>
        {lines.map((line, at) => (
          // Lines may be the same, and are never moved.
          <li key={at}>
            <bdi>{printable(line, 1024)}</bdi>
          </li>
        ))}
      </ol>
    </>
  );
}
