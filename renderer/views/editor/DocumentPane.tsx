import type { ReactNode, Ref } from 'react';
import { useSession } from '../../session.tsx';
import type { Document } from '../../stores/document.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { CodeEditor } from './CodeEditor.tsx';
import css from './DocumentPane.module.css';
import type { EditorHandle, EditorLanguage, EditorService, LineMark, LineProblem } from './types.ts';
import { useDocument } from './use-document.ts';

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
      {problem && (
        <ProblemBanner title={document ? 'The file was not saved' : 'The file cannot be opened'} problem={problem} />
      )}
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
        title={gone ? 'The file was removed on disk' : 'The file changed on disk'}
        actions={
          <>
            <Button size="sm" onClick={() => documents.keepMine(path)}>
              Keep mine
            </Button>
            <Button size="sm" onClick={() => documents.loadTheirs(path)}>
              {gone ? 'Discard mine' : 'Load theirs'}
            </Button>
          </>
        }
      >
        Your unsaved work is still here. Keep it to write over the disk with the next save.
      </Banner>
    );
  }
  if (restored) {
    return (
      <Banner
        tone="info"
        title="Unsaved work from earlier is back"
        actions={
          <Button size="sm" onClick={() => documents.discard(path)}>
            Discard it
          </Button>
        }
      >
        It is not on disk yet.
      </Banner>
    );
  }
  if (notice === 'removed') {
    return (
      <Banner tone="warn" title="The file was removed on disk">
        Save to write it again.
      </Banner>
    );
  }
  return notice === 'reloaded' && <Banner tone="info" title="Reloaded: the file changed on disk" />;
}
