import type { EngineId } from '../../../app/engines/engine.ts';
import { words } from '../../words/words.ts';
import type { EngineStore } from '../link/engine.ts';
import type { ShownStore } from '../link/scope.ts';
import type { NoticeStore } from './notices.ts';

/** Names that a sentence takes; the rest is counted. */
const mostNamed = 3;

/**
 * Tells of engines that this window looked at and that are known no more (a context that was removed, a connection that was
 * switched off): else it would show what another has without a word.
 */
export function tellGone(engine: EngineStore, shown: ShownStore, notices: NoticeStore): void {
  const names = new Map<EngineId, string>();
  shown.subscribe((now, before) => {
    const engines = engine.getState().list?.engines ?? [];
    const ids = new Set(engines.map(({ id }) => id));
    const called = new Set(engines.map(({ name }) => name));
    const gone = before.flatMap((id) => (ids.has(id) ? [] : (names.get(id) ?? [])));
    // One of the same name is the same, reached by another way.
    const missed = gone.filter((name) => !called.has(name));
    if (missed.length === 0) return;
    const [only, second] = engines.filter(({ id }) => now.includes(id));
    const text = words.shell.engine.gone({
      names: missed.slice(0, mostNamed).join(', '),
      more: Math.max(0, missed.length - mostNamed),
    });
    const next = only && !second ? words.shell.engine.nowAt({ name: only.name }) : '';
    notices.succeed([text, next].filter(Boolean).join(' '));
  });
  engine.subscribe(({ list }) => {
    for (const { id, name } of list?.engines ?? []) names.set(id, name);
  });
}
