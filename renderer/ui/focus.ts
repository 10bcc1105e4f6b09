/** What looks after the focus itself while it is there. */
const dialogs = '[role=dialog], [role=alertdialog]';
/** What lies over the window and keeps the keys for itself while it is there. */
const overlays = `${dialogs}, [role=menu]`;

/** Where the focus was last outside of what lies over the window. */
const memory: { last: HTMLElement | undefined } = { last: undefined };

/** Whether something lies over the window that keeps the keys for itself. */
export function isOverlaid(): boolean {
  return document.querySelector(overlays) !== null;
}

function isShown(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

function focus(element: HTMLElement): void {
  element.focus({ preventScroll: true });
}

/** What takes the keys of a section: the row that has its turn, or the grid until there are rows, or the section. */
function listTarget(): HTMLElement | null {
  const main = document.querySelector<HTMLElement>('main');
  const grid = main?.querySelector<HTMLElement>('[role=grid]');
  return grid?.querySelector<HTMLElement>('[data-key][tabindex="0"]') ?? grid ?? main;
}

/** Moves the focus to the list: the row that has its turn, or the grid until there are rows; without one, to the section. */
export function focusList(): void {
  const target = listTarget();
  if (target) focus(target);
}

/** The menu that is open, the inner one of two. */
function openMenu(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[role=menu]')].at(-1);
}

/**
 * Moves the focus to what takes the keys for a shell that is being opened (`data-ahead`), where one is and nothing lies
 * over the window. Returns whether it did.
 */
export function focusAhead(): boolean {
  const field = isOverlaid() ? null : document.querySelector<HTMLElement>('[data-ahead]');
  if (field) focus(field);
  return field !== null;
}

/**
 * Moves the focus into the menu that is open, else to a shell that is being opened, else back to where it was before
 * something lay over the window, or to the list if that is gone. A dialog looks after its own.
 */
function returnFocus(): void {
  const menu = openMenu();
  if (menu) focus(menu);
  else if (focusAhead()) return;
  else if (memory.last && isShown(memory.last)) focus(memory.last);
  else focusList();
}

/** Whether nothing has the focus although the window has it, and no dialog over the window wants it. */
function isLost(): boolean {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) return false;
  return document.hasFocus() && document.querySelector(dialogs) === null;
}

/**
 * Sees to it that the focus never falls to the body, where no key means anything: what had it and is gone gives it back
 * to where it was before, what was left for nothing gives it to the list. Returns how to stop.
 */
export function keepFocus(): () => void {
  let focused: HTMLElement | undefined;
  const onFocusIn = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    focused = target;
    if (target.closest(overlays) !== null) return;
    memory.last = target;
    // A click beside everything, on the section's own ground.
    if (target.matches('main, main [role=grid]') && listTarget() !== target) queueMicrotask(focusList);
  };
  const onFocusOut = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null || !(target instanceof Element)) return;
    // Later: what is being removed still looks as if it was left.
    queueMicrotask(() => {
      if (!isLost()) return;
      if (!target.isConnected) returnFocus();
      // A menu that opens takes it itself.
      else if (!openMenu() && !focusAhead()) focusList();
    });
  };
  // No event tells of a focus that went with its element. Where that is still there the focus is only on its way.
  const observer = new MutationObserver(() => focused?.isConnected === false && isLost() && returnFocus());
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
  };
}

/** The parts of the window, in the order in which F6 goes round them; each with what takes the focus in it. */
const parts: readonly { readonly root: string; readonly first: string }[] = [
  { root: 'nav', first: '[aria-current=page]' },
  { root: 'main', first: '' },
  { root: 'main aside', first: '[role=tab][aria-selected=true], button' },
  {
    root: 'section[aria-label=Dock]',
    // Of several groups of tabs that which was used last.
    first:
      '[data-used=true] [role=log], [data-used=true] .xterm textarea:not([tabindex="-1"]), [data-used=true] [role=tabpanel] [role=region][tabindex="0"], [data-used=true] [role=tab][aria-selected=true], [role=tab], button',
  },
];

function focusPart({ root, first }: (typeof parts)[number]): void {
  if (first === '') return focusList();
  // In the order of the selector, not of the page: the log before the buttons above it.
  for (const selector of first.split(', ')) {
    const found = [...document.querySelectorAll<HTMLElement>(`${root} ${selector.trim()}`)].find(isShown);
    if (found) return focus(found);
  }
}

/** Moves the focus to the next part of the window that is there, or to the one before. */
export function focusNextPart(back: boolean): void {
  if (isOverlaid()) return;
  const there = parts.filter(({ root }) => document.querySelector(root) !== null);
  // The innermost: the detail is within the section.
  const at = there.findLastIndex(({ root }) => document.activeElement?.closest(root) != null);
  const next = there[(Math.max(at, 0) + (back ? there.length - 1 : 1)) % there.length];
  if (next) focusPart(next);
}

/** Whether the focus is in the same part of the window as an element: the detail, or the pane of the dock. */
export function isFocusBeside(element: Element): boolean {
  const part = element.closest('aside, [data-used]');
  return part !== null && part.contains(document.activeElement);
}

/** Moves the focus to the log or the shell that is in front in the dock. */
export function focusDock(): void {
  const dock = parts.at(-1);
  if (dock) focusPart(dock);
}

/**
 * Whether the list may take the focus for what it shows now: nobody types, nothing lies over the window, and no other part
 * of it is being used.
 */
export function listMayTakeFocus(): boolean {
  // Also while the focus is still on its way into it.
  if (isOverlaid()) return false;
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return true;
  return (
    !activeElement.matches('input, textarea, select') &&
    activeElement.closest('aside, section[aria-label=Dock]') === null
  );
}

/** What arrows move between in an element that is one stop of Tab. */
const roved = 'a[href], button:not(:disabled), input:not(:disabled)';

/** What arrows move between in an element, seen or not. */
export function rovedIn(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(roved)];
}

/** Whether a key in a field of text is about the caret in it; at either end of the text arrows lead out of the field. */
function movesCaret(key: string, field: HTMLInputElement): boolean {
  const { selectionStart, selectionEnd, value } = field;
  if (key === 'ArrowLeft') return selectionEnd !== 0;
  return key !== 'ArrowRight' || selectionStart !== value.length;
}

interface RovingKey {
  readonly key: string;
  readonly currentTarget: Element;
  readonly target: EventTarget;
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Arrow keys, Home and End move between an element's links, buttons and fields, which are one stop of Tab together. */
export function roveByArrows(event: RovingKey): void {
  const { key, target } = event;
  if (event.defaultPrevented || (target instanceof HTMLInputElement && movesCaret(key, target))) return;
  const all = rovedIn(event.currentTarget).filter(isShown);
  const at = all.findIndex((one) => one === document.activeElement);
  const to: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: all.length - 1,
  };
  const index = to[key];
  if (at < 0 || index === undefined) return;
  event.preventDefault();
  all.at(index % all.length)?.focus();
}
