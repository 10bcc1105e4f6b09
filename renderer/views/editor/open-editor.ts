import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, foldKeymap, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { forceLinting, lintKeymap, openLintPanel } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { words } from '../../words/words.ts';
import { assistance } from './assist.ts';
import { caret } from './caret.ts';
import { findingsLook } from './findings-look.ts';
import { languageSupport } from './languages.ts';
import { editorLook, marksLook, overlayLook, syntaxColors } from './look.ts';
import { marksGutter, setMarks } from './marks.ts';
import { setProblems } from './problems.ts';
import type { EditorOptions, OpenEditor } from './types.ts';

/** Spaces that one step of indentation has. */
const indent: Readonly<Record<EditorOptions['language'], number>> = { dockerfile: 4, yaml: 2, ignore: 2 };

/** Opens an editor in an element of the page. Tab indents; Escape, then Tab leaves. */
export function openEditor(parent: HTMLElement, options: EditorOptions): OpenEditor {
  const writing = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({ doc: options.value, extensions: extensions(options, writing) }),
  });
  return {
    focus: () => view.focus(),
    format: () => format(view, options),
    reveal: (line) => reveal(view, line),
    setValue: (value) => replace(view, value),
    setReadOnly: (readOnly) => view.dispatch({ effects: writing.reconfigure(writable(readOnly)) }),
    setMarks: (marks) => view.dispatch({ effects: setMarks.of(marks) }),
    setProblems: (problems) => {
      view.dispatch({ effects: setProblems.of(problems) });
      forceLinting(view);
    },
    destroy: () => view.destroy(),
  };
}

function extensions({ language, label, latest, readOnly }: EditorOptions, writing: Compartment): Extension {
  const call = (name: 'onSave' | 'onSubmit') => () => {
    latest.current[name]?.();
    return true;
  };
  return [
    writing.of(writable(readOnly)),
    EditorState.phrases.of(words.editor.phrases),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      const outside = transactions.some((transaction) => transaction.isUserEvent('outside'));
      if (docChanged && !outside) latest.current.onChange(state.doc.toString());
    }),
    keymap.of([
      { key: 'Mod-s', run: call('onSave'), preventDefault: true },
      { key: 'Mod-Enter', run: call('onSubmit'), preventDefault: true },
      { key: 'Mod-.', run: openLintPanel, preventDefault: true },
    ]),
    marksGutter,
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    // Control characters and those that reorder the text around them.
    highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/gu }),
    caret,
    history(),
    indentUnit.of(' '.repeat(indent[language])),
    bracketMatching(),
    closeBrackets(),
    languageSupport(language),
    syntaxHighlighting(syntaxColors),
    search({ top: true }),
    highlightSelectionMatches(),
    assistance(latest),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    editorLook,
    overlayLook,
    findingsLook,
    marksLook,
  ];
}

function writable(readOnly: boolean): Extension {
  return readOnly ? [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-readonly': 'true' })] : [];
}

async function format(view: EditorView, { latest }: EditorOptions): Promise<void> {
  const before = view.state.doc;
  const after = await latest.current.service?.format?.(before.toString());
  // What was typed meanwhile wins.
  if (after !== undefined && view.state.doc === before) replace(view, after, 'format');
}

function reveal(view: EditorView, line: number): void {
  const { doc } = view.state;
  const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
}

/** Changes only what differs between the first and the last different character. */
function replace(view: EditorView, value: string, userEvent = 'outside'): void {
  const before = view.state.doc.toString();
  if (before === value) return;
  const most = Math.min(before.length, value.length);
  let start = 0;
  while (start < most && before[start] === value[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === value[value.length - 1 - end]) end += 1;
  view.dispatch({
    changes: { from: start, to: before.length - end, insert: value.slice(start, value.length - end) },
    userEvent,
  });
}
