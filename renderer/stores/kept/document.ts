/** What is on disk: a text with the version that `documents` gave for it; a missing file has neither. */
export type OnDisk = { readonly text: string; readonly version: string } | undefined;

/** One file that is being edited. Lines end with `\n` in here, whatever they end with on disk. */
export interface Document {
  readonly path: string;
  /** As the person sees it. */
  readonly text: string;
  /** The disk's content that `text` was made from. */
  readonly base: OnDisk;
  /** Something else wrote (or removed) the file while there was unsaved work. */
  readonly theirs?: { readonly disk: OnDisk };
  /** The unsaved work came back from an earlier window. */
  readonly restored: boolean;
  readonly saving: boolean;
  /** Told once: the file changed on disk and nothing was lost. */
  readonly notice?: 'reloaded' | 'removed';
}

/** Text with `\n` only: editors count one character per line end. */
export function normalized(text: string): string {
  // Asked for each key: most texts have none.
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

/** The text as it goes to disk: with the line ends that the file had. */
export function forDisk({ text, base }: Document): string {
  return base && /\r\n/.test(base.text) ? text.replaceAll('\n', '\r\n') : text;
}

/** Whether there is work that is not on disk. */
export function isDirty({ text, base }: Document): boolean {
  return base ? text !== normalized(base.text) : text !== '';
}

/**
 * A file as opened: `draft` is unsaved work kept from earlier with the version it was made from. If the disk has moved on
 * since then, both are shown as a conflict.
 */
export function opened(
  path: string,
  disk: OnDisk,
  draft?: { readonly text: string; readonly version?: string | undefined },
): Document {
  const plain: Document = { path, text: disk ? normalized(disk.text) : '', base: disk, restored: false, saving: false };
  if (!draft || normalized(draft.text) === plain.text) return plain;
  const document: Document = { ...plain, text: normalized(draft.text), restored: true };
  return draft.version === disk?.version ? document : { ...document, theirs: { disk } };
}

/** After typing. */
export function edited(document: Document, text: string): Document {
  const { notice: _told, ...rest } = document;
  const next: Document = { ...rest, text };
  return isDirty(next) || next.theirs ? next : { ...next, restored: false };
}

/** The disk has something new: taken at once when nothing would be lost, a question otherwise. */
export function diskChanged(document: Document, disk: OnDisk): Document {
  const { base, theirs } = document;
  if (disk?.version === (theirs ? theirs.disk : base)?.version) return document;
  // While a save is under way its own write is what is seen.
  if (document.saving) return document;
  const { theirs: _old, notice: _told, ...rest } = document;
  if (disk && normalized(disk.text) === document.text) return { ...rest, base: disk, restored: false };
  // Back to what the work began with: nothing is in its way any more. What restored work began with is not known.
  if (theirs && !document.restored && disk?.text === base?.text) return { ...rest, base: disk };
  if (isDirty(document)) return { ...rest, theirs: { disk } };
  if (!disk) return { ...rest, base: undefined, notice: 'removed' };
  return { ...rest, text: normalized(disk.text), base: disk, notice: 'reloaded' };
}

/** A save began. */
export function saveBegan(document: Document): Document {
  return { ...document, saving: true };
}

/** A save of `text` (as written) ended well. What was typed meanwhile stays unsaved. */
export function saved(document: Document, text: string, version: string): Document {
  const { theirs: _over, notice: _told, ...rest } = document;
  return { ...rest, base: { text, version }, restored: false, saving: false };
}

/** A save failed; when because the disk has changed, `theirs` is what it has now. */
export function saveFailed(document: Document, theirs?: { readonly disk: OnDisk }): Document {
  return { ...document, saving: false, ...(theirs ? { theirs } : {}) };
}

/** The person's text wins: the next save replaces what is on disk. */
export function keepMine(document: Document): Document {
  const { theirs, ...rest } = document;
  return theirs ? { ...rest, base: theirs.disk } : document;
}

/** The disk's text wins. */
export function loadTheirs(document: Document): Document {
  const { theirs, ...rest } = document;
  if (!theirs) return document;
  return { ...rest, base: theirs.disk, text: theirs.disk ? normalized(theirs.disk.text) : '', restored: false };
}

/** Unsaved work is thrown away. */
export function discarded(document: Document): Document {
  return loadTheirs({ ...document, theirs: document.theirs ?? { disk: document.base } });
}

/** What stands beside the file's name. */
export function statusOf(document: Document): 'saved' | 'unsaved' | 'restored' | 'conflict' | 'new' {
  if (document.theirs) return 'conflict';
  if (isDirty(document)) return document.restored ? 'restored' : 'unsaved';
  return document.base ? 'saved' : 'new';
}
