import type { EditorView } from '@codemirror/view';

/** What text in CodeMirror looks like wherever it stands, to be read or to be written: a part of a theme. */
export const codeLook: Parameters<typeof EditorView.theme>[0] = {
  '&.cm-focused': { outline: 'none' },
  '.cm-gutters': { backgroundColor: 'var(--bg)', color: 'var(--text-3)', border: 'none' },
  '.cm-panels': { backgroundColor: 'var(--bg-sunken)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--text-2)', fontSize: '16px', padding: '0 var(--space-2)' },
  '.cm-textfield': {
    backgroundColor: 'var(--bg-field)',
    border: '1px solid var(--line-control)',
    borderRadius: '4px',
    color: 'var(--text)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--bg-raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: '4px',
    color: 'var(--text)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--mark)' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--accent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--bg-picked) !important' },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--bg-press)',
    border: 'none',
    color: 'var(--text-2)',
    padding: '0 var(--space-1)',
  },
};
