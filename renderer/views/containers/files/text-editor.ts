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

/** A text in an element of the page. */
export interface TextEditor {
  /** Puts another text in its place, unless it is that already. */
  show(text: string): void;
  destroy(): void;
}

interface TextOptions {
  readonly label: string;
  readonly name: string;
  readonly isWritable: boolean;
  readonly latest: {
    readonly current: {
      readonly text: string;
      readonly onChange?: ((text: string) => void) | undefined;
      readonly onSave?: (() => void) | undefined;
    };
  };
}

/** Opens a text of a container; Ctrl/Cmd+F searches it, Ctrl/Cmd+S saves it. */
export function openText(parent: HTMLElement, options: TextOptions): TextEditor {
  const stateOf = (text: string) => EditorState.create({ doc: text, extensions: extensions(options, text) });
  const view = new EditorView({ parent, state: stateOf(options.latest.current.text) });
  return {
    show: (text) => {
      if (text !== view.state.sliceDoc()) view.setState(stateOf(text));
    },
    destroy: () => view.destroy(),
  };
}

function extensions({ label, name, isWritable, latest }: TextOptions, text: string): Extension {
  const language = languages.find(([pattern]) => pattern.test(name))?.[1];
  const save = () => {
    latest.current.onSave?.();
    return true;
  };
  return [
    EditorState.readOnly.of(!isWritable),
    // Line ends stay as they are: of mixed ones those that are of two characters end in a visible one.
    EditorState.lineSeparator.of(/(?<!\r)\n/.test(text) || !text.includes('\r\n') ? '\n' : '\r\n'),
    EditorState.phrases.of(words.editor.phrases),
    EditorView.contentAttributes.of({
      'aria-label': label,
      ...(isWritable ? {} : { 'aria-readonly': 'true' }),
      spellcheck: 'false',
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) latest.current.onChange?.(state.sliceDoc());
    }),
    EditorView.lineWrapping,
    lineNumbers(),
    // Those that reorder the text around them, too.
    highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/gu }),
    language?.() ?? [],
    syntaxHighlighting(syntaxColors),
    history(),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of([{ key: 'Mod-s', run: save, preventDefault: true }, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    editorLook,
  ];
}
