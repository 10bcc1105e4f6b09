export interface Notice {
  readonly id: string;
  /** Failures stay and are read out at once; successes go by themselves. */
  readonly tone: 'success' | 'info' | 'error';
  readonly title: string;
  readonly text?: string | undefined;
  /** Somebody else's words: monospace, folded, can be copied. */
  readonly detail?: string | undefined;
  readonly action?: { readonly label: string; onSelect: () => void } | undefined;
}

/** More than this hides the window; the activity list has the rest. */
const most = 5;

/**
 * Adds a notice at the end, or puts it in place of the one with its id. When there are too many, successes go before
 * others and older ones before newer ones.
 */
export function addNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  if (notices.some((other) => other.id === notice.id)) {
    return notices.map((other) => (other.id === notice.id ? notice : other));
  }
  const all = [...notices, notice];
  while (all.length > most) {
    const quiet = all.findIndex((other) => other.tone !== 'error' && other !== notice);
    all.splice(Math.max(quiet, 0), 1);
  }
  return all;
}
