import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { nginx } from '@codemirror/legacy-modes/mode/nginx';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { xml } from '@codemirror/legacy-modes/mode/xml';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { words } from '../../../words/words.ts';
import { editorLook, syntaxColors } from '../../editor/look.ts';

/** What a file is written in, by its name. */
const languages: readonly (readonly [name: RegExp, language: () => Extension])[] = [
  [/\.json$/i, json],
  [/\.ya?ml$/i, yaml],
  [/\.(sh|bash|ash|zsh|profile)$|^(\.?profile|\.?bashrc|\.ashrc)$/i, () => StreamLanguage.define(shell)],
  [/^(Dockerfile|Containerfile)/, () => StreamLanguage.define(dockerFile)],
  [/nginx.*\.conf$|^default\.conf$/i, () => StreamLanguage.define(nginx)],
  [/\.toml$/i, () => StreamLanguage.define(toml)],
  [/\.(xml|html?|svg)$/i, () => StreamLanguage.define(xml)],
  [/\.(ini|conf|cfg|properties|env)$|^\.env/i, () => StreamLanguage.define(properties)],
];

/** Shows a text of a container; Ctrl/Cmd+F searches it. Returns what takes it away. */
export function openText(parent: HTMLElement, { label, name, text }: { label: string; name: string; text: string }) {
  const language = languages.find(([pattern]) => pattern.test(name))?.[1];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorState.readOnly.of(true),
        EditorState.phrases.of(words.editor.phrases),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', spellcheck: 'false' }),
        EditorView.lineWrapping,
        lineNumbers(),
        // Those that reorder the text around them, too.
        highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/gu }),
        language?.() ?? [],
        syntaxHighlighting(syntaxColors),
        history(),
        search({ top: true }),
        highlightSelectionMatches(),
        keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        editorLook,
      ],
    }),
  });
  return () => view.destroy();
}
