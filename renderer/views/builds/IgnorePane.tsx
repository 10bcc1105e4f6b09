import { type ReactNode, type Ref, useMemo } from 'react';
import type { ContextSurvey } from '../../../app/build/contexts.ts';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { DocumentPane } from '../editor/DocumentPane.tsx';
import { ignoreService } from '../editor/ignore.ts';
import type { EditorHandle, LineMark } from '../editor/types.ts';
import { useSurvey } from './context/use-survey.ts';
import { IgnoreNotice } from './IgnoreNotice.tsx';
import type { IgnoreFile } from './use-ignore-file.ts';

const own = words.builds.context;

export interface IgnorePaneProps {
  /** Absolute, of the ignore file. */
  readonly path: string;
  readonly folder: string;
  readonly dockerfile: string;
  readonly ignore: IgnoreFile;
  /** Ctrl/Cmd+Enter. */
  readonly onSubmit: () => void;
  readonly ref: Ref<EditorHandle | null>;
}

/** An ignore file in its editor, with what each of its lines leaves out beside it. */
export function IgnorePane({ path, folder, dockerfile, ignore, onSubmit, ref }: IgnorePaneProps): ReactNode {
  const { answer } = useSurvey(folder, path);
  const marks = useMemo(() => (answer ? marksOf(answer) : []), [answer]);
  return (
    <>
      <IgnoreNotice dockerfile={dockerfile} ignore={ignore} />
      <DocumentPane
        path={path}
        label={ignore.name}
        language="ignore"
        service={ignoreService}
        marks={marks}
        onSubmit={onSubmit}
        ref={ref}
      />
    </>
  );
}

function marksOf({ lines }: ContextSurvey): readonly LineMark[] {
  return lines.map(({ line, files, bytes }) => {
    const amount = own.amount({ count: files, size: formatBytes(bytes) });
    const [text, title] = files === 0 ? ['–', own.byLineNone] : [formatBytes(bytes), own.byLine({ amount })];
    return { line, tone: 'note', text, title };
  });
}
