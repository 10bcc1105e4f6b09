import type { ReactNode, Ref } from 'react';
import { useSession } from '../../hooks/session.tsx';
import type { Document } from '../../stores/kept/document.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { CodeEditor } from './CodeEditor.tsx';
import css from './DocumentPane.module.css';
import type { EditorHandle, EditorLanguage, EditorService, LineMark, LineProblem } from './types.ts';
import { useDocument } from './use-document.ts';

const { file, disk, restored: back } = words.editor;

export interface DocumentPaneProps {
  /** Absolute. */
  readonly path: string;
  readonly language: EditorLanguage;
  /** The editor's accessible name. */
  readonly label: string;
  readonly service?: EditorService | undefined;
  readonly marks?: readonly LineMark[] | undefined;
  readonly problems?: readonly LineProblem[] | undefined;
  /** Ctrl/Cmd+Enter. */
  readonly onSubmit?: (() => void) | undefined;
  readonly ref?: Ref<EditorHandle | null>;
}

/** A file in an editor: read, followed on disk, saved with Ctrl/Cmd+S, with a banner when somebody else changed it. */
export function DocumentPane(props: DocumentPaneProps): ReactNode {
  const { path, ref, ...editor } = props;
  const { documents } = useSession();
  const { document, problem } = useDocument(path);
  return (
    <div className={css['pane']}>
      {problem && <ProblemBanner title={document ? file.notSaved : file.cannotOpen} problem={problem} />}
      {document && <DiskNotice document={document} />}
      {document ? (
        <CodeEditor
          key={path}
          {...editor}
          {...(ref === undefined ? {} : { ref })}
          value={document.text}
          onChange={(text) => documents.edit(path, text)}
          onSave={() => void documents.save(path)}
        />
      ) : (
        !problem && (
          <div className={css['wait']}>
            <Spinner />
          </div>
        )
      )}
    </div>
  );
}

function DiskNotice({ document }: { document: Document }): ReactNode {
  const { documents } = useSession();
  const { path, theirs, restored, notice } = document;
  if (theirs) {
    const gone = theirs.disk === undefined;
    return (
      <Banner
        tone="warn"
        title={gone ? disk.removed : disk.changed}
        actions={
          <>
            <Button size="sm" onClick={() => documents.keepMine(path)}>
              {disk.keepMine}
            </Button>
            <Button size="sm" onClick={() => documents.loadTheirs(path)}>
              {gone ? disk.discardMine : disk.loadTheirs}
            </Button>
          </>
        }
      >
        {disk.unsaved}
      </Banner>
    );
  }
  if (restored) {
    return (
      <Banner
        tone="info"
        title={back.title}
        actions={
          <Button size="sm" onClick={() => documents.discard(path)}>
            {back.discard}
          </Button>
        }
      >
        {back.text}
      </Banner>
    );
  }
  if (notice === 'removed') {
    return (
      <Banner tone="warn" title={disk.removed}>
        {disk.saveAgain}
      </Banner>
    );
  }
  return notice === 'reloaded' && <Banner tone="info" title={disk.reloaded} />;
}
