import { json } from '@codemirror/lang-json';
import { foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { codeLook } from '../../ui/code-look.ts';
import { words } from '../../words/words.ts';

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--state-created)' },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: 'var(--text-3)' },
]);

const look = EditorView.theme({
  ...codeLook,
  '&': { fontSize: '12px', backgroundColor: 'var(--bg)', color: 'var(--text)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '18px' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    padding: '6px 32px 6px 12px',
  },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': { margin: '0', fontSize: '12px' },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '4px' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
});

/** Shows JSON text read-only; Ctrl/Cmd+F searches it. Returns what takes it away. */
export function openJson(parent: HTMLElement, label: string, text: string): () => void {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorState.readOnly.of(true),
        EditorState.phrases.of(words.editor.phrases),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.lineWrapping,
        lineNumbers(),
        // JSON escapes control characters, but not those that reorder the text around them.
        highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/gu }),
        foldGutter(),
        json(),
        syntaxHighlighting(colors),
        search({ top: true }),
        highlightSelectionMatches(),
        keymap.of([...searchKeymap, ...foldKeymap]),
        look,
      ],
    }),
  });
  return () => view.destroy();
}
