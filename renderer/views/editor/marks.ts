import { type EditorState, type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter, WidgetType } from '@codemirror/view';
import { printable } from '../../ui/printable.ts';
import type { LineMark } from './types.ts';

class Mark extends GutterMarker {
  constructor(readonly mark: LineMark) {
    super();
  }

  override eq(other: Mark): boolean {
    const { tone, text, title } = this.mark;
    return tone === other.mark.tone && text === other.mark.text && title === other.mark.title;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = `cm-mark cm-mark-${this.mark.tone}`;
    element.textContent = this.mark.text;
    if (this.mark.title !== undefined) element.title = this.mark.title;
    return element;
  }
}

/** What stands below a line; it is no part of the text. */
class Below extends WidgetType {
  constructor(readonly lines: readonly string[]) {
    super();
  }

  override eq(other: Below): boolean {
    return this.lines.join('\n') === other.lines.join('\n');
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'cm-below';
    element.textContent = this.lines.map((line) => printable(line, 300)).join('\n');
    return element;
  }
}

/** Replaces all marks of the editor. */
export const setMarks = StateEffect.define<readonly LineMark[]>();

interface Placed {
  /** Start of the line, moved along with edits. */
  readonly at: number;
  readonly mark: LineMark;
}

const placed = StateField.define<readonly Placed[]>({
  create: () => [],
  update: (marks, { effects, changes, docChanged, state }) => {
    const given = effects.find((effect) => effect.is(setMarks));
    if (given) return place(given.value, state);
    if (!docChanged) return marks;
    return marks.map(({ at, mark }) => ({ at: state.doc.lineAt(changes.mapPos(at, 1)).from, mark }));
  },
  provide: (field) => [
    EditorView.decorations.from(field, lineColors),
    EditorView.decorations.compute([field, 'doc'], (state) => below(state.field(field), state)),
  ],
});

function place(marks: readonly LineMark[], { doc }: EditorState): readonly Placed[] {
  return marks
    .filter(({ line }) => line >= 1 && line <= doc.lines)
    .map((mark) => ({ at: doc.line(mark.line).from, mark }))
    .sort((a, b) => a.at - b.at);
}

function lineColors(marks: readonly Placed[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let last = -1;
  for (const { at, mark } of marks) {
    if (at === last || (mark.tone !== 'failed' && mark.tone !== 'running')) continue;
    builder.add(at, at, Decoration.line({ class: `cm-line-${mark.tone}` }));
    last = at;
  }
  return builder.finish();
}

function below(marks: readonly Placed[], { doc }: EditorState): DecorationSet {
  return Decoration.set(
    marks.flatMap(({ at, mark }) => {
      if (!mark.below || mark.below.length === 0) return [];
      const widget = new Below(mark.below);
      return Decoration.widget({ widget, block: true, side: 1 }).range(doc.lineAt(at).to);
    }),
    true,
  );
}

/** A margin for `setMarks`; takes no room while there are none. */
export const marksGutter: Extension = [
  placed,
  gutter({
    class: 'cm-marks',
    markers: (view) => {
      const builder = new RangeSetBuilder<GutterMarker>();
      for (const { at, mark } of view.state.field(placed)) builder.add(at, at, new Mark(mark));
      return builder.finish();
    },
  }),
];
