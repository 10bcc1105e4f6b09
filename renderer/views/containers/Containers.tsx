import { type ReactNode, useCallback, useMemo } from 'react';
import { containerFilter } from '../../../app/container-filter.ts';
import type { EngineState } from '../../../app/engine.ts';
import { count } from '../../../app/format.ts';
import { useContainers, useEngine, usePlace, useSession, useSettings } from '../../session.tsx';
import type { ContainerList } from '../../stores/containers.ts';
import { Boundary } from '../../ui/Boundary.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { EngineScreen, isDown } from '../EngineProblem.tsx';
import { Heading } from '../Heading.tsx';
import css from './Containers.module.css';
import { ContainerDetailPane } from './Detail.tsx';
import { ContainerGrid } from './Grid.tsx';
import { ListNotices } from './ListNotices.tsx';

const list = 'Containers';

/** The section: every container of the selected engine, and the detail of the one that is open. */
export function Containers(): ReactNode {
  const engine = useEngine();
  const { item } = usePlace();
  const containers = useContainers(engine?.id);
  const screen = engine && isDown(engine) && containers.items.size === 0 ? <EngineScreen engine={engine} /> : undefined;
  return (
    <div className={css['split']}>
      <ListPane engine={engine} containers={containers} opened={item} screen={screen} />
      {engine && item !== undefined && !screen && <DetailSide engine={engine} containers={containers} item={item} />}
    </div>
  );
}

interface ListPaneProps {
  /** Undefined until the host has said which; the empty list is drawn meanwhile, so that rows find it ready. */
  readonly engine: EngineState | undefined;
  readonly containers: ContainerList;
  readonly opened: string | undefined;
  /** Shown in place of the list. */
  readonly screen: ReactNode;
}

function ListPane({ engine, containers, opened, screen }: ListPaneProps): ReactNode {
  const { settings } = useSession();
  const filter = useSettings().lists[list]?.filter ?? '';
  const all = useMemo(() => [...containers.items.values()], [containers.items]);
  const shown = useMemo(() => (filter.trim() ? all.filter(containerFilter(filter)) : all), [all, filter]);
  const setFilter = useCallback(
    (text: string) => settings.updateList(list, { filter: text.slice(0, 500) }),
    [settings],
  );
  return (
    <section className={css['list']} aria-label="Container list">
      <Heading title={list} summary={summarise(all, shown.length)}>
        <div className={css['filter']}>
          <SearchBox
            label="Filter containers"
            placeholder="Filter… state:running label:tier=web"
            value={filter}
            onChange={setFilter}
            onSubmit={focusGrid}
            shortcut="/"
          />
        </div>
      </Heading>
      {screen ?? (
        <>
          {engine && <ListNotices engine={engine} list={containers} />}
          <ContainerGrid
            engine={engine?.id ?? ''}
            list={containers}
            items={shown}
            filter={filter}
            onClearFilter={() => setFilter('')}
            opened={opened}
          />
        </>
      )}
    </section>
  );
}

function DetailSide(props: { engine: EngineState; containers: ContainerList; item: string }): ReactNode {
  const { engine, containers, item } = props;
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
      <Boundary key={item} part="The detail">
        <ContainerDetailPane
          engine={engine.id}
          id={item}
          container={containers.items.get(item)}
          known={containers.complete}
          width={detailWidth}
          onClose={() => place.go({ section: 'Containers' })}
        />
      </Boundary>
    </>
  );
}

function summarise(all: readonly { readonly state: string }[], shown: number): string {
  if (all.length === 0) return '';
  const running = all.filter(({ state }) => state === 'running').length;
  const of =
    shown === all.length
      ? count(all.length, 'container')
      : `${shown.toLocaleString('en')} of ${count(all.length, 'container')}`;
  return `${of}, ${running.toLocaleString('en')} running`;
}

function focusGrid(): void {
  document.querySelector<HTMLElement>('main [role="grid"] [role="row"][tabindex="0"]')?.focus();
}
