import { Lock, ShieldAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { EngineState } from '../../app/engines/engine.ts';
import { useEngines } from '../hooks/session.tsx';
import { Swatch } from '../ui/marks/Swatch.tsx';
import { printable } from '../ui/printable.ts';
import { words } from '../words/words.ts';
import css from './GuardMark.module.css';

const text = words.shell.guard;

/** Engines that are named; more hide what is to be read. */
const mostNamed = 4;

/** Says in the window and in its title which of the engines that it looks at are protected or may only be read. */
export function GuardMark(): ReactNode {
  const guarded = useEngines().filter(({ guard }) => guard !== 'none');
  const named = guarded.slice(0, mostNamed);
  const more = guarded.length - named.length;
  const names = [...named.map(nameOf), ...(more > 0 ? [words.common.andMore({ count: more })] : [])].join(', ');
  const title = text.title({ engines: names });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const [first] = named;
  if (!first) return null;
  return (
    <section className={css['mark']} aria-label={names} style={{ borderTopColor: `var(--engine-${first.colour})` }}>
      {named.map((engine) => (
        <Named key={engine.id} engine={engine} means={guarded.length === 1} />
      ))}
      {more > 0 && <span>{words.common.andMore({ count: more })}</span>}
    </section>
  );
}

/** What its guard means, where there is room to say it. */
function Named({ engine, means }: { engine: EngineState; means: boolean }): ReactNode {
  const { colour, guard, name } = engine;
  const Glyph = guard === 'protected' ? ShieldAlert : Lock;
  return (
    <span className={css['engine']}>
      <Swatch colour={colour} />
      <strong className={css['name']}>{printable(name, 60)}</strong>
      <Glyph size={14} aria-hidden="true" />
      <span>{means ? text.means[guard] : text.guards[guard]}</span>
    </span>
  );
}

function nameOf({ name, guard }: EngineState): string {
  return text.named[guard]({ name: printable(name, 60) });
}
