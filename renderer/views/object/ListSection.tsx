import { type ComponentProps, type ReactNode, useCallback, useMemo } from 'react';
import { type ObjectKey, parseKey } from '../../../app/object-key.ts';
import { useEngineNames, useSectionLabel, useSession, useSettings } from '../../hooks/session.tsx';
import { useDetailWidth } from '../../hooks/use-detail-width.ts';
import { type Item, isKnown, type Keyed, type LiveItems } from '../../stores/lists/list.ts';
import { SearchBox, type SearchOffer } from '../../ui/controls/SearchBox.tsx';
import { focusList } from '../../ui/focus.ts';
import { Boundary } from '../../ui/layout/Boundary.tsx';
import { SplitPane } from '../../ui/layout/SplitPane.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { Heading } from '../parts/Heading.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { suggestFilters } from './filter-suggestions.ts';
import { GroupChoice, useGroupBy } from './GroupChoice.tsx';
import css from './ListSection.module.css';
import { ObjectGrid } from './ObjectGrid.tsx';
import { useEngineGroups, useEngineKind, useSeveral } from './several-engines.tsx';
import type { ObjectExtras, ObjectKind } from './types.ts';

interface ListSectionProps<T extends Keyed<Item>, Target> extends ObjectExtras<T> {
  readonly kind: ObjectKind<T, Target>;
  readonly list: LiveItems<T>;
  /** What has its detail open. */
  readonly opened: ObjectKey | undefined;
  /** Stands beside the number of items. */
  readonly note?: ReactNode;
  /** Said above the list, in place of why it could not be read. */
  readonly notice?: ReactNode;
  /** Stands between the heading and the list. */
  readonly above?: ReactNode;
  /** Shown in place of the list. */
  readonly screen?: ReactNode;
}

/** A section: the list of one kind, with its filter and verbs, and beside it the detail of the one that is open. */
export function ListSection<T extends Keyed<Item>, Target>(given: ListSectionProps<T, Target>): ReactNode {
  const props = { ...given, kind: useEngineKind(given.kind) };
  const { opened, screen } = props;
  const split = useDetailWidth();
  const detail = opened && !screen && <Detail {...props} opened={opened} width={split.width} />;
  return (
    <SplitPane className={css['split']} label={words.lists.resizeDetail} {...split} beside={detail}>
      <ListPane {...props} />
    </SplitPane>
  );
}

function ListPane<T extends Keyed<Item>, Target>(props: ListSectionProps<T, Target>): ReactNode {
  const { kind, list, screen, controls, note, notice, above } = props;
  const several = useSeveral(kind);
  const { section } = kind;
  const text = words.lists.of[section];
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
    <section className={css['list']} aria-label={text.list}>
      <Heading
        title={useSectionLabel()}
        summary={
          <>
            {summarise(kind, all, shown.length)} {note}
          </>
        }
        filter={
          <SearchBox
            label={text.filter}
            placeholder={kind.placeholder}
            value={filter}
            onChange={setFilter}
            onSubmit={focusList}
            suggest={suggest}
            shortcut="/"
          />
        }
      >
        {several || controls !== undefined ? <Controls {...props} /> : undefined}
      </Heading>
      {screen ?? (
        <>
          {above}
          <Notice notice={notice} list={list} unread={text.unread} />
          <Rows {...props} items={shown} filter={filter} onClearFilter={() => setFilter('')} />
        </>
      )}
    </section>
  );
}

/** The section's own buttons, and how its rows stand together, where they are of several engines. */
function Controls<T extends Keyed<Item>, Target>({ kind, grouping, controls }: ListSectionProps<T, Target>): ReactNode {
  const several = useSeveral(kind);
  return (
    <>
      {several && <GroupChoice section={kind.section} own={ownGroup(grouping)} />}
      {controls}
    </>
  );
}

function ownGroup(grouping: unknown): 'project' | 'none' {
  return grouping === undefined ? 'none' : 'project';
}

function Rows<T extends Keyed<Item>, Target>(props: ComponentProps<typeof ObjectGrid<T, Target>>): ReactNode {
  const several = useSeveral(props.kind);
  const byEngine = useEngineGroups<T>();
  const by = useGroupBy(props.kind.section, ownGroup(props.grouping));
  const own = { project: props.grouping, engine: byEngine, none: undefined };
  return <ObjectGrid {...props} grouping={several ? own[by] : props.grouping} />;
}

/** What the filter box suggests for a text, with how many there are of each. */
function offerOf<T extends Keyed<Item>, Target>(
  { facets, filter, section }: ObjectKind<T, Target>,
  all: readonly T[],
  text: string,
): SearchOffer {
  const { items, needed } = suggestFilters(text, all, facets ?? {}, filter);
  return {
    suggestions: items.map(({ text, filter, count }) => ({
      text,
      value: filter,
      hint: words.lists.of[section].count({ count }),
    })),
    first: needed,
  };
}

/** What is to be said above the list: what its owner says, or that reading it failed. */
function Notice<T>(props: { notice: ReactNode; list: LiveItems<T>; unread: string }): ReactNode {
  const { notice, list, unread } = props;
  const { names } = useEngineNames();
  const engine = list.failedOn && names.get(list.failedOn);
  const title = engine === undefined ? unread : words.parts.onEngine({ what: unread, engine: printable(engine, 60) });
  const failure = list.status === 'failed' && list.problem && (
    <ProblemBanner title={title} problem={list.problem}>
      {words.lists.readAgain}
    </ProblemBanner>
  );
  const said = notice ?? failure;
  return said && <div className={css['notices']}>{said}</div>;
}

function Detail<T extends Keyed<Item>, Target>(
  props: ListSectionProps<T, Target> & { opened: ObjectKey; width: number },
): ReactNode {
  const { kind, list, opened, width } = props;
  const { place } = useSession();
  const { engine, id } = parseKey(opened);
  return (
    kind.Detail && (
      <Boundary key={opened} part={words.object.part}>
        <kind.Detail
          objectKey={opened}
          engine={engine}
          id={id}
          item={list.items.get(opened)}
          known={isKnown(list, engine)}
          width={width}
          onClose={() => place.go({ section: kind.section })}
        />
      </Boundary>
    )
  );
}

function summarise<T extends Keyed<Item>, Target>(
  { section, summary }: ObjectKind<T, Target>,
  all: readonly T[],
  shown: number,
): string {
  if (all.length === 0) return '';
  const total = words.lists.of[section].count({ count: all.length });
  const of = shown === all.length ? total : words.lists.shownOf({ shown, all: total });
  const more = summary?.(all) ?? '';
  return more === '' ? of : `${of}, ${more}`;
}
