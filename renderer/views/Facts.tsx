import type { ReactNode } from 'react';
import { formatAge, formatIso } from '../../app/format.ts';
import { useDateTime, useNow } from '../session.tsx';
import { KeyValue, type KeyValueEntry } from '../ui/KeyValue.tsx';
import { printable } from '../ui/printable.ts';
import { Untrusted } from '../ui/Untrusted.tsx';
import css from './Facts.module.css';

/** Entries of one group that are shown; a hostile label set must not hang the page. The rest is in Inspect. */
const most = 300;

/** The page of an Overview tab: groups below each other. */
export function Facts({ children }: { children: ReactNode }): ReactNode {
  return <div className={css['facts']}>{children}</div>;
}

/** A group of facts under a title; nothing without entries and children. */
export function FactGroup(props: {
  title: string;
  entries?: readonly KeyValueEntry[];
  children?: ReactNode;
}): ReactNode {
  const { title, entries = [], children } = props;
  if (entries.length === 0 && children === undefined) return null;
  return (
    <section className={css['group']} aria-label={title}>
      <h3>{title}</h3>
      {entries.length > 0 && <KeyValue entries={entries.slice(0, most)} />}
      {entries.length > most && (
        <p>and {(entries.length - most).toLocaleString()} more: the Inspect tab has them all</p>
      )}
      {children}
    </section>
  );
}

/** A fact that an engine told, to be copied. */
export function textFact(label: string, value: string): KeyValueEntry {
  return { label: printable(label, 120), value: <Untrusted text={value} max={400} mono />, copy: value };
}

/** A fact for each label or option. */
export function mapFacts(values: Readonly<Record<string, string>>): KeyValueEntry[] {
  return Object.entries(values).map(([label, value]) => textFact(label, value));
}

/** A time with its age; `unknown` for 0. In ms since the epoch. */
export function When({ time }: { time: number }): ReactNode {
  const now = useNow();
  const text = useDateTime(time);
  if (text === 'unknown') return text;
  return (
    <time dateTime={formatIso(time, 'utc')}>
      {text} ({formatAge(time, now)} ago)
    </time>
  );
}

/** An age for a list's cell; nothing for 0. */
export function Age({ time }: { time: number }): ReactNode {
  const now = useNow();
  return time <= 0 ? null : formatAge(time, now);
}
