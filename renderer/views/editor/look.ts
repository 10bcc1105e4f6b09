import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { codeLook } from '../../ui/code-look.ts';

/** The colours of Dockerfiles, ignore files and YAML: four at most, all of the tokens. */
export const syntaxColors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--state-running)' },
  {
    tag: [tags.number, tags.bool, tags.null, tags.atom, tags.standard(tags.variableName)],
    color: 'var(--state-created)',
  },
  { tag: [tags.operator, tags.labelName, tags.typeName, tags.meta], color: 'var(--state-paused)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: [tags.brace, tags.squareBracket, tags.separator, tags.punctuation], color: 'var(--text-3)' },
  { tag: tags.invalid, color: 'var(--state-bad)' },
]);

/** What all editors look like, in light, dark and high contrast. */
export const editorLook = EditorView.theme({
  ...codeLook,
  '&': { height: '100%', fontSize: '12px', backgroundColor: 'var(--bg)', color: 'var(--text)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px' },
  '.cm-content': { padding: 'var(--space-2) 0', caretColor: 'var(--text)', userSelect: 'text' },
  '.cm-line': { padding: '0 var(--space-3) 0 var(--space-2)' },
  // Three digits: lines that get longer numbers do not move the text.
  '.cm-lineNumbers .cm-gutterElement': { minWidth: 'calc(3ch + 9px)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--bg-hover) 60%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-matchingBracket': { backgroundColor: 'var(--bg-press)', outline: '1px solid var(--line-strong)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--bg-active)' },
  '.cm-panel.cm-search': { padding: 'var(--space-1-5) var(--space-8) var(--space-1-5) var(--space-3)' },
  '.cm-snippetField': { backgroundColor: 'var(--bg-active)' },
});

/** Tooltips, completions and diagnostics. */
export const overlayLook = EditorView.theme({
  '.cm-tooltip': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--bg-raised)',
    boxShadow: 'var(--shadow-high)',
    color: 'var(--text)',
    maxWidth: '480px',
    overflow: 'hidden',
  },
  '.cm-hover': {
    padding: 'var(--space-2) var(--space-2-5)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    font: '400 12px/18px var(--font)',
  },
  // The words about a proposal stand beside the list, inside of the same tooltip.
  '.cm-tooltip.cm-tooltip-autocomplete': { overflow: 'visible' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    maxHeight: '240px',
    borderRadius: 'inherit',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: 'var(--space-0-5) var(--space-2)', lineHeight: '20px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--bg-picked)', color: 'var(--text)' },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { color: 'var(--text-3)', fontStyle: 'normal' },
  '.cm-completionInfo': {
    padding: 'var(--space-2) var(--space-2-5)',
    font: '400 12px/18px var(--font)',
    whiteSpace: 'pre-wrap',
  },
});

/** The margin with what a build said of each line. */
export const marksLook = EditorView.theme({
  '.cm-marks': { minWidth: '8px', paddingLeft: 'var(--space-2)' },
  // As wide as any usual mark, so that the text stands still while a build goes on.
  '.cm-marks:has(.cm-mark)': { minWidth: '60px' },
  '.cm-mark': { font: '400 11px/20px var(--font)', fontVariantNumeric: 'tabular-nums', textAlign: 'end' },
  '.cm-mark-cached': { color: 'var(--text-3)' },
  '.cm-mark-ran': { color: 'var(--state-created)' },
  '.cm-mark-running': { color: 'var(--state-paused)' },
  '.cm-mark-failed': { color: 'var(--state-bad)', fontWeight: '600' },
  '.cm-mark-note': { color: 'var(--text-2)' },
  // The text says it in words.
  '.cm-mark-cached::before': { content: '"✓ "' },
  '.cm-mark-failed::before': { content: '"✗ "' },
  '.cm-below': {
    padding: 'var(--space-1) var(--space-2)',
    borderInlineStart: '2px solid var(--state-bad)',
    backgroundColor: 'var(--bg-bad)',
    color: 'var(--text)',
    font: '400 12px/18px var(--mono)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  '.cm-line.cm-line-failed': { backgroundColor: 'var(--bg-bad)' },
  '.cm-line.cm-line-running': { backgroundColor: 'var(--bg-warn)' },
});
