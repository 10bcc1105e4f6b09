import { X } from 'lucide-react';
import { Tabs as Radix } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { words } from '../../words/words.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { roveByArrows, rovedIn } from '../focus.ts';
import type { Icon } from '../icon.ts';
import { Untrusted } from '../marks/Untrusted.tsx';
import { ContextMenu } from '../overlays/ContextMenu.tsx';
import type { MenuItem } from '../overlays/menu-item.ts';
import { printable } from '../printable.ts';
import css from './Tabs.module.css';

export interface Tab {
  readonly id: string;
  /** What the tab shows and is called. */
  readonly label: string;
  /** What it is called in full, where the label is short: to screen readers, and in its tooltip. */
  readonly full?: string | undefined;
  readonly icon?: Icon | undefined;
  readonly count?: number | undefined;
  /** Said beside what it is called, of whatever length and origin: drawn where there is room, and in the tooltip. */
  readonly note?: string | undefined;
  /** Something that happened in it: what is drawn for it, and what the tab is called with it. */
  readonly mark?: { readonly icon: Icon; readonly label: string } | undefined;
  /** Something in it takes the focus before anything else, so that the panel need not be a stop of Tab. */
  readonly takesFocus?: boolean;
  /** Drawn only while the tab is the chosen one. */
  content: () => ReactNode;
}

/**
 * Tabs with their panels. With `onClose`, tabs close by their button, a middle click or the Delete key. The row of tabs
 * is one stop of Tab: arrow right leads on from the last one to the controls at its end.
 */
export function Tabs(props: {
  /** The accessible name of the row of tabs. */
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (id: string) => void;
  onClose?: (id: string) => void;
  /** What a tab's context menu holds. */
  menu?: (id: string) => readonly MenuItem[];
  /** Controls at the right end of the row. */
  end?: ReactNode;
}): ReactNode {
  const { tabs, onClose } = props;
  const end = useRef<HTMLDivElement>(null);
  const hasEnd = props.end !== undefined;
  // Else each would be a stop of its own.
  useLayoutEffect(() => {
    for (const one of end.current ? rovedIn(end.current) : []) one.tabIndex = -1;
  });
  return (
    <Radix.Root className={css['tabs']} value={props.value} onValueChange={props.onChange}>
      <div className={css['bar']} onKeyDown={(event) => leaveTabs(event, end.current)}>
        <WithMenu menu={props.menu}>
          <Radix.List className={css['list']} aria-label={props.label} loop={!hasEnd}>
            {tabs.map((tab) => (
              <TabButton
                key={tab.id}
                tab={tab}
                chosen={tab.id === props.value}
                onClose={onClose && (() => onClose(tab.id))}
              />
            ))}
          </Radix.List>
        </WithMenu>
        {hasEnd && (
          <div
            ref={end}
            role="toolbar"
            tabIndex={-1}
            aria-label={words.ui.tabTools({ tabs: props.label })}
            className={css['end']}
            onKeyDown={roveByArrows}
          >
            {props.end}
          </div>
        )}
      </div>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.id}
          value={tab.id}
          className={css['panel']}
          {...(tab.takesFocus ? { tabIndex: -1 } : {})}
        >
          {tab.id === props.value && tab.content()}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

function WithMenu({
  menu,
  children,
}: {
  menu: ((id: string) => readonly MenuItem[]) | undefined;
  children: ReactNode;
}) {
  if (!menu) return children;
  const items = (target: Element) => {
    const id = target.closest<HTMLElement>('[data-tab]')?.dataset['tab'];
    return id === undefined ? [] : menu(id);
  };
  return <ContextMenu menu={items}>{children}</ContextMenu>;
}

/** From the last tab to the controls at the end, and back from the first of those. */
function leaveTabs(event: KeyboardEvent, end: HTMLElement | null): void {
  const { key, target } = event;
  if (!end || !(target instanceof HTMLElement)) return;
  const last = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')].at(-1);
  const [first] = rovedIn(end);
  if (key === 'ArrowRight' && target === last) first?.focus();
  else if (key === 'ArrowLeft' && target === first) last?.focus();
}

function TabButton(props: { tab: Tab; chosen: boolean; onClose: (() => void) | undefined }): ReactNode {
  const { tab, chosen, onClose } = props;
  const { icon: Glyph, mark, note = '' } = tab;
  const tip = note === '' ? tab.full : words.ui.tabNote({ what: tab.full ?? tab.label, note: printable(note, 200) });
  const slot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (chosen) slot.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (onClose && event.key === 'Delete') onClose();
  };
  return (
    <span
      ref={slot}
      className={css['slot']}
      role="presentation"
      data-tab={tab.id}
      onAuxClick={(event) => event.button === 1 && onClose?.()}
    >
      <Radix.Trigger
        value={tab.id}
        className={css['tab']}
        aria-label={mark?.label ?? tab.full}
        data-tip={tip}
        aria-description={tab.count === undefined ? printable(note, 200) || undefined : String(tab.count)}
        onKeyDown={onKeyDown}
      >
        {Glyph && <Glyph size={14} aria-hidden="true" />}
        <span className={css['name']}>
          <Untrusted text={tab.label} />
        </span>
        {note !== '' && (
          // By the style sheet, as it is none of what the tab is called.
          <span aria-hidden="true" className={css['note']} data-note={printable(note, 80)} />
        )}
        {mark && <mark.icon size={13} aria-hidden="true" className={css['mark']} />}
        {tab.count !== undefined && (
          <span aria-hidden="true" className={css['count']}>
            {tab.count}
          </span>
        )}
      </Radix.Trigger>
      {onClose && (
        // For the pointer only: the keyboard has Delete, and a tab list may hold nothing but tabs.
        <span aria-hidden="true" className={css['close']}>
          <IconButton
            label={words.common.closeOf({ what: tab.full ?? tab.label })}
            icon={X}
            size="sm"
            tabIndex={-1}
            onClick={onClose}
          />
        </span>
      )}
    </span>
  );
}
