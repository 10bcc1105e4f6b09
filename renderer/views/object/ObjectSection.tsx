import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import type { EngineState } from '../../../app/engine.ts';
import { count, formatAsOf } from '../../../app/format.ts';
import { type ObjectKey, parseKey } from '../../../app/object-key.ts';
import { useEngine, useList, useNow, usePlace, useScope, useSession, useSettings } from '../../session.tsx';
import type { Item, Keyed, ListStore, LiveItems } from '../../stores/list.ts';
import { openedKey } from '../../stores/place.ts';
import { Boundary } from '../../ui/Boundary.tsx';
import { focusList } from '../../ui/focus.ts';
import { SearchBox, type SearchOffer } from '../../ui/SearchBox.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { EngineBanner, EngineScreen, isDown } from '../EngineProblem.tsx';
import { Heading } from '../Heading.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { suggestFilters } from './filter-suggestions.ts';
import { ObjectGrid } from './ObjectGrid.tsx';
import css from './ObjectSection.module.css';
import type { ObjectExtras, ObjectKind } from './types.ts';

interface ObjectSectionProps<T extends Keyed<Item>, Target> extends ObjectExtras<T> {
  readonly kind: ObjectKind<T, Target>;
  readonly list: LiveItems<T>;
}

/** A section: every object of one kind on the selected engine, and the detail of the one that is open. */
export function ObjectSection<T extends Keyed<Item>, Target>(props: ObjectSectionProps<T, Target>): ReactNode {
  const { list } = props;
  const engine = useEngine();
  const opened = openedKey(usePlace(), useScope());
  const screen = engine && isDown(engine) && list.items.size === 0 ? <EngineScreen engine={engine} /> : undefined;
  return (
    <div className={css['split']}>
      <ListPane {...props} engine={engine} opened={opened} screen={screen} />
      {opened && !screen && <DetailSide {...props} opened={opened} />}
    </div>
  );
}

interface ListPaneProps<T extends Keyed<Item>, Target> extends ObjectSectionProps<T, Target> {
  /** Undefined until the host has said which; the empty list is drawn meanwhile, so that rows find it ready. */
  readonly engine: EngineState | undefined;
  readonly opened: string | undefined;
  /** Shown in place of the list. */
  readonly screen: ReactNode;
}

function ListPane<T extends Keyed<Item>, Target>(props: ListPaneProps<T, Target>): ReactNode {
  const { engine, kind, list, screen, controls } = props;
  const { section, noun, nouns } = kind;
  const { settings } = useSession();
  const filter = useSettings().lists[section]?.filter ?? '';
  const all = useMemo(() => [...list.items.values()], [list.items]);
  const shown = useMemo(() => (filter.trim() ? all.filter(kind.filter(filter)) : all), [all, filter, kind]);
  const setFilter = useCallback(
    (text: string) => settings.updateList(section, { filter: text.slice(0, 500) }),
    [settings, section],
  );
  const suggest = useCallback((text: string) => offerOf(kind, all, text), [kind, all]);
  return (
    <section className={css['list']} aria-label={`${noun[0]?.toUpperCase()}${noun.slice(1)} list`}>
      <Heading
        title={section}
        summary={
          <>
            {summarise(kind, all, shown.length)} {engine && isDown(engine) && <AsOf since={engine.status.since} />}
          </>
        }
        filter={
          <SearchBox
            label={`Filter ${nouns}`}
            placeholder={kind.placeholder}
            value={filter}
            onChange={setFilter}
            onSubmit={focusList}
            suggest={suggest}
            shortcut="/"
          />
        }
      >
        {controls}
      </Heading>
      {screen ?? (
        <>
          {engine && <Notices engine={engine} list={list} nouns={nouns} />}
          <ObjectGrid {...props} items={shown} filter={filter} onClearFilter={() => setFilter('')} />
        </>
      )}
    </section>
  );
}

/** What the filter box suggests for a text, with how many there are of each. */
function offerOf<T extends Keyed<Item>, Target>(
  { facets, filter, noun }: ObjectKind<T, Target>,
  all: readonly T[],
  text: string,
): SearchOffer {
  const { items, needed } = suggestFilters(text, all, facets ?? {}, filter);
  return {
    suggestions: items.map(({ text, filter, count: n }) => ({ text, value: filter, hint: count(n, noun) })),
    first: needed,
  };
}

/** What is to be said above the list: that the engine is gone, or that reading it failed. */
function Notices<T>(props: { engine: EngineState; list: LiveItems<T>; nouns: string }): ReactNode {
  const { engine, list, nouns } = props;
  if (isDown(engine)) {
    return (
      <div className={css['notices']}>
        <EngineBanner engine={engine} />
      </div>
    );
  }
  if (list.status !== 'failed' || !list.problem) return null;
  return (
    <div className={css['notices']}>
      <ProblemBanner title={`The ${nouns} could not be read`} problem={list.problem}>
        Gantry reads them again every few seconds.
      </ProblemBanner>
    </div>
  );
}

function DetailSide<T extends Keyed<Item>, Target>(
  props: ObjectSectionProps<T, Target> & { opened: ObjectKey },
): ReactNode {
  const { kind, list, opened } = props;
  const { Detail, section } = kind;
  const { engine, id } = parseKey(opened);
  const { settings, place } = useSession();
  const { detailWidth } = useSettings();
  return (
    <>
      <Splitter
        label="Resize detail"
        orientation="vertical"
        after
        value={detailWidth}
        min={320}
        max={900}
        initial={460}
        onChange={(value) => settings.update({ detailWidth: value })}
      />
      <Boundary key={opened} part="The detail">
        <Detail
          objectKey={opened}
          engine={engine}
          id={id}
          item={list.items.get(opened)}
          known={list.complete}
          width={detailWidth}
          onClose={() => place.go({ section })}
        />
      </Boundary>
    </>
  );
}

/** The objects of one kind that the window looks at, followed for as long as the view that asks for them is on screen. */
export function useFollowed<T extends Item>(store: ListStore<T>): LiveItems<Keyed<T>> {
  const engines = useScope();
  useEffect(() => {
    const stops = engines.map((engine) => store.watch(engine));
    return () => {
      for (const stop of stops) stop();
    };
  }, [engines, store]);
  return useList(store);
}

/** Follows the clock by itself: the list beside it does not change with its age. */
function AsOf({ since }: { since: number }): ReactNode {
  return formatAsOf(since, useNow());
}

function summarise<T extends Keyed<Item>, Target>(
  { noun, summary }: ObjectKind<T, Target>,
  all: readonly T[],
  shown: number,
): string {
  if (all.length === 0) return '';
  const total = count(all.length, noun);
  const of = shown === all.length ? total : `${shown.toLocaleString()} of ${total}`;
  const words = summary?.(all) ?? '';
  return words === '' ? of : `${of}, ${words}`;
}
