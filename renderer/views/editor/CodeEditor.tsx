import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { come } from '../../ui/layout/come.ts';
import { NotLoaded } from '../../ui/layout/NotLoaded.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { words } from '../../words/words.ts';
import css from './CodeEditor.module.css';
import type { EditorHandle, EditorLanguage, EditorService, LineMark, LineProblem, OpenEditor } from './types.ts';

export interface CodeEditorProps {
  readonly language: EditorLanguage;
  /** The accessible name of the text box, e.g. `Dockerfile`. */
  readonly label: string;
  /** The text, lines ended by `\n`. What is given from outside replaces what is there, with the least change. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Ctrl/Cmd+S. */
  readonly onSave?: (() => void) | undefined;
  /** Ctrl/Cmd+Enter. */
  readonly onSubmit?: (() => void) | undefined;
  /** Completion, hover, diagnostics and formatting. */
  readonly service?: EditorService | undefined;
  /** Notes in the margin; keep the array's identity while it stays the same. */
  readonly marks?: readonly LineMark[] | undefined;
  /** What something else, e.g. a build, found wrong with lines; keep its identity too. */
  readonly problems?: readonly LineProblem[] | undefined;
  readonly readOnly?: boolean;
  /** Set once its code has been loaded. */
  readonly ref?: Ref<EditorHandle | null>;
}

const nothing: readonly never[] = [];

/** An editor of code. Its own code is loaded when the first one is shown. Give it a `key` per file. */
export function CodeEditor(props: CodeEditorProps): ReactNode {
  const { language, label, value, marks = nothing, problems = nothing, readOnly = false, ref } = props;
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<OpenEditor>();
  const [failed, setFailed] = useState(false);
  const latest = useLatest(props);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let opened: OpenEditor | undefined;
    let unmounted = false;
    void come(() => import('./open-editor.ts')).then(
      ({ openEditor }) => {
        if (unmounted) return;
        const { value, readOnly = false } = latest.current;
        opened = openEditor(element, { language, label, value, readOnly, latest });
        setEditor(opened);
      },
      () => setFailed(true),
    );
    return () => {
      unmounted = true;
      opened?.destroy();
      setEditor(undefined);
    };
  }, [language, label, latest]);
  // Before anything can be typed: later a value would be an older one, and take back what came meanwhile.
  useLayoutEffect(() => editor?.setValue(value), [editor, value]);
  useLayoutEffect(() => editor?.setReadOnly(readOnly), [editor, readOnly]);
  useEffect(() => editor?.setMarks(marks), [editor, marks]);
  useEffect(() => editor?.setProblems(problems), [editor, problems]);
  useImperativeHandle<EditorHandle | null, EditorHandle | null>(
    ref,
    () =>
      editor
        ? { focus: () => editor.focus(), format: () => editor.format(), reveal: (line) => editor.reveal(line) }
        : null,
    [editor],
  );
  return (
    <div className={css['frame']}>
      {failed && <NotLoaded what={words.editor.name} />}
      {!editor && !failed && (
        <div className={css['wait']}>
          <Spinner />
        </div>
      )}
      <div ref={place} className={css['editor']} />
    </div>
  );
}
