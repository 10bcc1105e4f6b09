import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { ofHost } from '../../../app/object-key.ts';
import type { KeptRecipe } from '../../../app/recipes.ts';
import { forgetRecipe, recreate } from '../../commands/container/recipes.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { useDateTime, useEngineNames, useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { Ago } from './Duration.tsx';
import css from './SessionList.module.css';
import { usePicked } from './use-picked.ts';

const text = words.recipes.list;

/** Rows until all are asked for: the tasks are what most come for. */
const few = 3;

/** The containers that were removed and can be made again, the latest first. Nothing where there is none. */
export function RemovedList(): ReactNode {
  const session = useSession();
  const { recipes } = session;
  useEffect(() => recipes.watch(ofHost), [recipes]);
  const list = useStore(recipes.state, () => recipes.of(ofHost));
  const all = [...list.items.values()].toSorted((a, b) => b.removed - a.removed);
  const { picked, pick } = usePicked(all.map(({ id }) => id));
  const [isWhole, setWhole] = useState(false);
  if (list.status === 'failed' && list.problem) return <ProblemBanner title={text.unread} problem={list.problem} />;
  if (all.length === 0) return null;
  const chosen = all.filter(({ id }) => picked.has(id));
  return (
    <section className={css['sessions']} aria-label={text.title}>
      <div className={css['head']}>
        <h2>{text.title}</h2>
        <span className={css['count']}>{text.count({ count: all.length })}</span>
        {chosen.length > 0 && (
          <Button size="sm" onClick={() => void runAllowed(recreate, chosen, session)}>
            {text.recreateSelected({ count: chosen.length })}
          </Button>
        )}
        {all.length > few && (
          <Button size="sm" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? text.less : text.all}
          </Button>
        )}
      </div>
      <ul>
        {all.slice(0, isWhole ? all.length : few).map((one) => (
          <Row key={one.id} recipe={one} picked={picked.has(one.id)} onPick={(on) => pick(one.id, on)} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly recipe: KeptRecipe;
  readonly picked: boolean;
  readonly onPick: (picked: boolean) => void;
}

function Row({ recipe, picked, onPick }: RowProps): ReactNode {
  const session = useSession();
  const { several, names } = useEngineNames();
  const { engine, image, removed, until, volumes } = recipe;
  const name = printable(recipe.name, 80);
  const time = useDateTime(until);
  return (
    <li>
      <input
        type="checkbox"
        aria-label={text.pick({ name })}
        checked={picked}
        onChange={(event) => onPick(event.currentTarget.checked)}
      />
      <div className={css['name']}>
        <Untrusted text={name} />
        <div className={css['note']}>
          <Untrusted text={image} max={120} mono />
          {several && <Untrusted text={words.parts.on({ engine: names.get(engine) ?? engine })} />}
        </div>
      </div>
      <div className={css['attention']}>
        <div className={css['note']}>
          <span>
            <Filled text={text.removed} names={{ age: <Ago time={removed} /> }} />
          </span>
          <span>{text.until({ time })}</span>
          {volumes > 0 && <span>{text.without({ count: volumes })}</span>}
        </div>
      </div>
      <Button
        size="sm"
        aria-label={text.recreateOf({ name })}
        onClick={() => void runAllowed(recreate, [recipe], session)}
      >
        {recreate.label}
      </Button>
      <Button
        size="sm"
        aria-label={text.forgetOf({ name })}
        onClick={() => void runAllowed(forgetRecipe, [recipe], session)}
      >
        {text.forget}
      </Button>
    </li>
  );
}
