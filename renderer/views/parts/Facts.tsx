import type { ReactNode } from 'react';
import { useDateTime, useNowFor } from '../../hooks/session.tsx';
import { CopyButton } from '../../ui/controls/CopyButton.tsx';
import { PairTable } from '../../ui/controls/PairTable.tsx';
import { KeyValue, type KeyValueEntry } from '../../ui/display/KeyValue.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { formatAge, formatDateTime, formatIso } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import css from './Facts.module.css';

/** Entries of one group that are shown; a hostile label set must not hang the page. The rest is in Inspect. */
const most = 300;

/** The page of an Overview tab: groups below each other. */
export function Facts({ children }: { children: ReactNode }): ReactNode {
  return <div className={css['facts']}>{children}</div>;
}

/** A group of facts under a title; nothing without entries and children. `end` stands beside the title. */
export function FactGroup(props: {
  title: string;
  end?: ReactNode;
  entries?: readonly KeyValueEntry[];
  children?: ReactNode;
}): ReactNode {
  const { title, end, entries = [], children } = props;
  if (entries.length === 0 && children === undefined) return null;
  return (
    <section aria-label={title}>
      <div className={css['title']}>
        <h3>{title}</h3>
        {end}
      </div>
      {entries.length > 0 && <KeyValue entries={distinct(entries.slice(0, most))} />}
      <Rest of={entries.length} />
      {children}
    </section>
  );
}

/** A group of names and values as a table, all of which can be copied at once, as lines `NAME=value`. */
export function PairGroup(props: {
  title: string;
  /** What they are called: `variables`. */
  nouns: string;
  /** `full` is the name that is copied, where another one is shown. */
  pairs: readonly (readonly [name: string, value: string, full?: string])[];
  /** Which of them show no value. */
  hidden?: ReadonlySet<number> | undefined;
  /** Stands beside the title. */
  end?: ReactNode;
}): ReactNode {
  const { title, nouns, pairs, hidden, end } = props;
  if (pairs.length === 0) return null;
  const lines = pairs.map(([name, value, full = name]) => `${full}=${value}`).join('\n');
  const copy = <CopyButton text={lines} label={words.parts.copyAll({ nouns })} />;
  return (
    <FactGroup
      title={title}
      end={
        <>
          {copy}
          {end}
        </>
      }
    >
      <PairTable label={title} pairs={pairs.slice(0, most)} hidden={hidden} />
      <Rest of={pairs.length} />
    </FactGroup>
  );
}

/** How many of a group are not shown. */
function Rest({ of }: { of: number }): ReactNode {
  return of > most && <p>{words.parts.restInInspect({ count: of - most })}</p>;
}

/** A list is keyed by its labels, and a container may mount two things at one place. */
function distinct(entries: readonly KeyValueEntry[]): KeyValueEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const n = (seen.get(entry.label) ?? 0) + 1;
    seen.set(entry.label, n);
    return n === 1 ? entry : { ...entry, label: `${entry.label} (${n})` };
  });
}

/** A fact that an engine told, to be copied. */
export function textFact(label: string, value: string): KeyValueEntry {
  return { label: printable(label, 120), value: <Untrusted text={value} max={400} mono />, copy: value };
}

/** A time with its age, to be copied by ISO 8601. In ms since the epoch. */
export function timeFact(label: string, time: number): KeyValueEntry {
  const iso = formatDateTime(time, 'iso');
  return { label, value: <When time={time} />, ...(iso === 'unknown' ? {} : { copy: iso }) };
}

/** A fact for each label or option. */
export function mapFacts(values: Readonly<Record<string, string>>): KeyValueEntry[] {
  return Object.entries(values).map(([label, value]) => textFact(label, value));
}

/** A time with its age; `unknown` for 0. In ms since the epoch. */
export function When({ time }: { time: number }): ReactNode {
  const now = useNowFor(time);
  const text = useDateTime(time);
  if (text === 'unknown') return words.common.unknown;
  return <time dateTime={formatIso(time, 'utc')}>{words.parts.when({ time: text, age: formatAge(time, now) })}</time>;
}

/** An age for a list's cell, with its time where somebody points at it; nothing for 0. In ms since the epoch. */
export function Age({ time }: { time: number }): ReactNode {
  const now = useNowFor(time);
  const text = useDateTime(time);
  return time <= 0 ? null : <span title={text}>{formatAge(time, now)}</span>;
}
