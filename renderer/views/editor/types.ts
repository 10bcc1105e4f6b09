import type { Advice, Edit } from '../../../app/dockerfile/advice/types.ts';
import type { Cause } from '../../../app/rpc/problem.ts';

/** What a text is written in. */
export type EditorLanguage = 'dockerfile' | 'yaml' | 'ignore';

/** Something wrong, or worth knowing, in a text. `from` and `to` are offsets in UTF-16 units. */
export interface TextDiagnostic {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning' | 'info';
  /** In the words of whoever says so, or why; that is worded as it is shown. */
  readonly message: string | Cause;
  /** Who says so, e.g. `Build`. */
  readonly source?: string;
  /** Builders that check files have a rule of their own for it. */
  readonly builderKnows?: boolean;
  /** What may be done about it. */
  readonly actions?: readonly TextAction[];
}

/** A change of a text that a person may choose. */
export interface TextAction {
  readonly name: string;
  /** Where they are in the text that was looked at. */
  readonly edits: readonly Edit[];
}

/** What would be better in a Dockerfile, and what has its rule say nothing more. */
export interface SilenceableAdvice extends Advice {
  readonly silence: Edit;
}

/** One proposal of a completion. */
export interface TextCompletion {
  readonly label: string;
  /** What is put in place of `from`–caret; the label, unless told. */
  readonly insert?: string;
  /** `insert` has fields such as `${1:name}`, which Tab goes through. */
  readonly snippet?: boolean;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Sentences, as plain text. */
  readonly info?: string;
  readonly kind?: 'keyword' | 'property' | 'variable' | 'value' | 'text';
}

/** Proposals for what stands between `from` (an offset) and the caret. */
export interface TextCompletions {
  readonly from: number;
  readonly items: readonly TextCompletion[];
}

/** What is known about the word between two offsets, as plain text. */
export interface TextHover {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What understands a language. Every part is optional; a rejection counts as "nothing known". */
export interface EditorService {
  diagnose?(text: string): readonly TextDiagnostic[] | Promise<readonly TextDiagnostic[]>;
  /** Of a Dockerfile alone. */
  advise?(text: string): readonly SilenceableAdvice[] | Promise<readonly SilenceableAdvice[]>;
  /** `explicit`: the person asked for it. */
  complete?(text: string, offset: number, explicit: boolean): Promise<TextCompletions | undefined>;
  hover?(text: string, offset: number): Promise<TextHover | undefined>;
  /** The whole text, formatted. */
  format?(text: string): Promise<string>;
}

/** How a line's mark is drawn; its text says the same in words. */
export type MarkTone = 'cached' | 'ran' | 'failed' | 'running' | 'note';

/** A note in the margin of a line, e.g. how a build step went. */
export interface LineMark {
  /** From 1. */
  readonly line: number;
  readonly tone: MarkTone;
  /** At most about 8 characters, e.g. `cached` or `1.2 s`. */
  readonly text: string;
  /** The tooltip. */
  readonly title?: string;
  /** Shown below the line: the last that its step printed. */
  readonly below?: readonly string[];
}

/** What is wrong with a line, from outside of the language service, e.g. from a build. */
export interface LineProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly source: string;
  /** `error` unless told. */
  readonly severity?: 'error' | 'warning';
}

/** What a view may ask of an open editor. */
export interface EditorHandle {
  focus(): void;
  /** Formats the text by the service; resolves when done. */
  format(): Promise<void>;
  /** Scrolls to a line (from 1) and puts the caret there. */
  reveal(line: number): void;
}

/** How an editor is opened; functions are read at the time they are needed, so they may change. */
export interface EditorOptions {
  readonly language: EditorLanguage;
  /** The accessible name. */
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly latest: {
    readonly current: {
      readonly onChange: (value: string) => void;
      /** Ctrl/Cmd+S. */
      readonly onSave?: (() => void) | undefined;
      /** Ctrl/Cmd+Enter. */
      readonly onSubmit?: (() => void) | undefined;
      readonly service?: EditorService | undefined;
    };
  };
}

/** An editor in the page. */
export interface OpenEditor extends EditorHandle {
  /** Puts in another text, e.g. from disk, with the least change; the caret stays where it can. */
  setValue(value: string): void;
  setReadOnly(readOnly: boolean): void;
  setMarks(marks: readonly LineMark[]): void;
  setProblems(problems: readonly LineProblem[]): void;
  destroy(): void;
}
