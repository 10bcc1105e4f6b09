import type { ContextMenu, FromPage, Key } from './messages.ts';

/** What the browser around a page would see to: new windows, the context menu, keys that the page left alone. */
export function watchGestures(secret: string, tell: (message: FromPage) => void): void {
  window.addEventListener(`${secret} open`, (event) => tell({ t: 'open', url: (event as CustomEvent<string>).detail }));
  for (const type of ['click', 'auxclick'] as const) {
    window.addEventListener(type, (event) => {
      const link = linkOf(event);
      if (!link || event.defaultPrevented) return;
      const elsewhere = link.target === '_blank' || event.button === 1 || event.ctrlKey || event.shiftKey;
      if (!elsewhere) return;
      event.preventDefault();
      tell({ t: 'open', url: link.href });
    });
  }
  window.addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    tell({ t: 'context-menu', menu: contextMenuOf(event) });
  });
  // First to see the key, last to ask what became of it: stopping its way is not the same as taking it.
  const watch = (event: KeyboardEvent) =>
    setTimeout(() => event.defaultPrevented || tell({ t: 'key', key: keyOf(event) }));
  window.addEventListener('keydown', watch, true);
}

export function keyOf({ code, ctrlKey, shiftKey, altKey, metaKey }: KeyboardEvent): Key {
  return { code, control: ctrlKey, shift: shiftKey, alt: altKey, meta: metaKey };
}

export function linkOf(event: Event): HTMLAnchorElement | undefined {
  return event
    .composedPath()
    .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && node.href !== '');
}

export function contextMenuOf(event: MouseEvent): ContextMenu {
  const [target] = event.composedPath();
  const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : undefined;
  const isEditable = field !== undefined || (target instanceof HTMLElement && target.isContentEditable);
  const selectionText = field
    ? field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
    : String(getSelection());
  const some = selectionText !== '';
  return {
    x: event.x,
    y: event.y,
    linkURL: linkOf(event)?.href ?? '',
    selectionText,
    isEditable,
    editFlags: {
      canCut: isEditable && some,
      canCopy: some,
      canPaste: isEditable,
      canDelete: isEditable && some,
      canSelectAll: true,
      canUndo: false,
      canRedo: false,
      canEditRichly: false,
    },
  };
}
