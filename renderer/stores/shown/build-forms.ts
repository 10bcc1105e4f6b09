import type { NamedValue } from './run-drafts.ts';

/** What a person chose for a build. */
export interface BuildForm {
  /** An image reference, or empty for none. */
  readonly tag: string;
  /** A stage's name; empty builds the last one. */
  readonly target: string;
  /** Only those with a value are sent. */
  readonly args: readonly NamedValue[];
  readonly noCache: boolean;
  readonly pull: boolean;
}

/** Folders whose forms are remembered; a person builds a few. */
const most = 50;

/** Forms by folder while the window is open: values of arguments may be secret and are kept nowhere else. */
export interface BuildForms {
  of(folder: string): BuildForm | undefined;
  keep(folder: string, form: BuildForm): void;
}

/** Remembers the forms of the folders that were looked at last. */
export function createBuildForms(): BuildForms {
  const forms = new Map<string, BuildForm>();
  return {
    of: (folder) => forms.get(folder),
    keep: (folder, form) => {
      forms.delete(folder);
      forms.set(folder, form);
      const [oldest] = forms.keys();
      if (forms.size > most && oldest !== undefined) forms.delete(oldest);
    },
  };
}
