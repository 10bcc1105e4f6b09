import { foldService } from '@codemirror/language';
import type { Extension, Text } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { type Fold, foldsOf } from '../../../app/dockerfile/folds.ts';
import { readDockerfile } from '../../../app/dockerfile/read.ts';
import { stageAt } from '../../../app/dockerfile/references.ts';
import type { Dockerfile } from '../../../app/dockerfile/types.ts';

/** A text is read once for all that asks about it; it goes with the text. */
const read = new WeakMap<Text, { readonly file: Dockerfile; readonly folds: ReadonlyMap<number, Fold> }>();

function structureOf(doc: Text): { readonly file: Dockerfile; readonly folds: ReadonlyMap<number, Fold> } {
  const known = read.get(doc);
  if (known) return known;
  const file = readDockerfile(doc.toString());
  const structure = { file, folds: foldsOf(file) };
  read.set(doc, structure);
  return structure;
}

/** Folds stages and long instructions of Dockerfiles; F12 or Ctrl/Cmd+click on a stage's name leads to the stage. */
export function dockerfileStructure(): Extension {
  return [
    foldService.of(({ doc }, start) => {
      const line = doc.lineAt(start);
      const fold = structureOf(doc).folds.get(line.number);
      return fold ? { from: line.to, to: doc.line(Math.min(fold.endLine, doc.lines)).to } : null;
    }),
    keymap.of([{ key: 'F12', run: (view) => goToStage(view, view.state.selection.main.head) }]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
        const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
        return offset !== null && goToStage(view, offset);
      },
    }),
  ];
}

function goToStage(view: EditorView, offset: number): boolean {
  const { doc } = view.state;
  const stage = stageAt(structureOf(doc).file, offset);
  if (!stage) return false;
  const { from } = doc.line(Math.min(stage.from.line, doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  return true;
}
