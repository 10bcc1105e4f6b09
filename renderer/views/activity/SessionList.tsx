import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { keyOf, ofHost } from '../../../app/object-key.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { askToEnd, endSession, endUnseen, showSession } from '../../commands/sessions.ts';
import { useEngineNames, useNow, useSession } from '../../hooks/session.tsx';
import {
  attentionOf,
  type KeyedSession,
  running,
  type SessionLoads,
  unseen,
  watchLoads,
} from '../../stores/lists/sessions.ts';
import { formatPlace, placeOf } from '../../stores/shown/place.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { formatPercent } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { Ago } from './Duration.tsx';
import css from './SessionList.module.css';
import { attentions, howText } from './session-state.ts';
import { usePicked } from './use-picked.ts';

const text = words.activity.sessions;

/** The shells that run, whether a tab shows them or not: to find again, and to end. Nothing where none runs. */
export function SessionList(): ReactNode {
  const session = useSession();
  const { sessions } = session;
  useEffect(() => sessions.watch(ofHost), [sessions]);
  const list = useStore(sessions.state, () => sessions.of(ofHost));
  const loads = useLoads();
  const all = running(list.items.values()).toSorted((a, b) => a.started - b.started);
  const { picked, pick } = usePicked(all.map(({ key }) => key));
  if (list.status === 'failed' && list.problem) return <ProblemBanner title={text.unread} problem={list.problem} />;
  if (all.length === 0) return null;
  const chosen = all.filter(({ key }) => picked.has(key));
  const lonely = unseen(all);
  return (
    <section className={css['sessions']} aria-label={text.title}>
      <div className={css['head']}>
        <h2>{text.title}</h2>
        <span className={css['count']}>{text.count({ count: all.length })}</span>
        {chosen.length > 0 && (
          <Button size="sm" onClick={() => void askToEnd(chosen, session)}>
            {text.endSelected({ count: chosen.length })}
          </Button>
        )}
        {lonely.length > 0 && (
          <Button size="sm" onClick={() => void endUnseen(session)}>
            {text.endUnseen({ count: lonely.length })}
          </Button>
        )}
      </div>
      <ul>
        {all.map((one) => (
          <SessionRow
            key={one.key}
            session={one}
            name={numbered(one, all)}
            cpu={loads.get(one.id)}
            picked={picked.has(one.key)}
            onPick={(on) => pick(one.key, on)}
          />
        ))}
      </ul>
    </section>
  );
}

/** How a shell is called among all: several may be in one container. */
function numbered(session: KeyedSession, all: readonly KeyedSession[]): string {
  const same = all.filter(({ engine, container }) => engine === session.engine && container === session.container);
  const name = printable(session.name, 80);
  return same.length === 1 ? name : text.numbered({ name, number: same.indexOf(session) + 1 });
}

/** What runs in each shell uses how much, measured while this is shown. */
function useLoads(): SessionLoads {
  const { link } = useSession();
  const [loads, setLoads] = useState<SessionLoads>(new Map());
  useEffect(() => watchLoads(link, setLoads), [link]);
  return loads;
}

interface RowProps {
  readonly session: KeyedSession;
  readonly name: string;
  /** Percent; null where it is not known, undefined before it is. */
  readonly cpu: number | null | undefined;
  readonly picked: boolean;
  readonly onPick: (picked: boolean) => void;
}

function SessionRow({ session: one, name, cpu, picked, onPick }: RowProps): ReactNode {
  const session = useSession();
  const { several, names } = useEngineNames();
  const { engine, container, started, used } = one;
  const attention = attentionOf(one, useNow());
  const going = useStore(session.pending.state, (pending) => pending.has(one.key));
  return (
    <li aria-busy={going || undefined}>
      <input
        type="checkbox"
        aria-label={text.pick({ name })}
        checked={picked}
        onChange={(event) => onPick(event.currentTarget.checked)}
      />
      <div className={css['name']}>
        <a href={formatPlace(placeOf(keyOf({ engine, kind: 'container', id: container })))}>
          <Untrusted text={name} />
        </a>
        <div className={css['note']}>
          <Untrusted text={howText(one)} mono />
          {several && <Untrusted text={words.parts.on({ engine: names.get(engine) ?? engine })} />}
        </div>
      </div>
      <div className={css['attention']}>
        <StateDot {...attentions[attention]} />
        <div className={css['note']}>
          <span>
            <Filled text={text.since} names={{ age: <Ago time={started} /> }} />
          </span>
          <span>
            {used === started ? text.never : <Filled text={text.used} names={{ age: <Ago time={used} /> }} />}
          </span>
          {cpu !== undefined && <span>{cpu === null ? text.cpuUnknown : text.cpu({ share: formatPercent(cpu) })}</span>}
        </div>
      </div>
      <Button size="sm" aria-label={text.showOf({ name })} onClick={() => void runAllowed(showSession, [one], session)}>
        {showSession.label}
      </Button>
      <Button
        size="sm"
        busy={going}
        aria-label={text.endOf({ name })}
        onClick={() => void runAllowed(endSession, [one], session)}
      >
        {endSession.label}
      </Button>
    </li>
  );
}
