import { CircleDot, FileCode2, FileX2 } from 'lucide-react';
import { type ReactNode, type Ref, useMemo } from 'react';
import { useStore } from 'zustand';
import type { BuildRecord } from '../../../app/builds.ts';
import { useSession } from '../../session.tsx';
import { statusOf } from '../../stores/document.ts';
import type { OpenDocument } from '../../stores/documents.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { DocumentPane } from '../editor/DocumentPane.tsx';
import { dockerfileService } from '../editor/dockerfile.ts';
import { ignoreService } from '../editor/ignore.ts';
import type { EditorHandle } from '../editor/types.ts';
import { joinPath } from '../paths.ts';
import { marksOf, problemsOf } from './summary.ts';

const ignoreFile = '.dockerignore';

/** The folder's files as tabs: its Dockerfiles, then the ignore file. */
export function Files(props: {
  folder: string;
  dockerfiles: readonly string[];
  file: string;
  onFile: (name: string) => void;
  /** The build whose steps stand beside the lines. */
  record: BuildRecord | undefined;
  /** Ctrl/Cmd+Enter. */
  onSubmit: () => void;
  editor: Ref<EditorHandle | null>;
}): ReactNode {
  const { folder, dockerfiles, file, record, editor, onSubmit } = props;
  const { documents } = useSession();
  const marks = useMemo(() => (record ? marksOf(record) : []), [record]);
  const problems = useMemo(() => (record ? problemsOf(record) : []), [record]);
  const names = [...dockerfiles, ignoreFile];
  const drawFile = (name: string) => {
    const isIgnore = name === ignoreFile;
    const path = joinPath(folder, name);
    return (
      <DocumentPane
        key={path}
        path={path}
        label={isIgnore ? ignoreFile : 'Dockerfile'}
        language={isIgnore ? 'ignore' : 'dockerfile'}
        service={isIgnore ? ignoreService : dockerfileService}
        marks={isIgnore ? undefined : marks}
        problems={isIgnore ? undefined : problems}
        onSubmit={onSubmit}
        ref={editor}
      />
    );
  };
  // As one text, so that a key that changes no word draws nothing anew.
  const words = useStore(documents.state, (all) => names.map((name) => wordOf(all.get(joinPath(folder, name)))).join());
  const tabs = names.map((name, index) => {
    const state = words.split(',')[index];
    const icon = name === ignoreFile ? FileX2 : FileCode2;
    return {
      id: name,
      label: state ? `${name} (${state})` : name,
      icon: state ? CircleDot : icon,
      content: () => drawFile(name),
    };
  });
  return <Tabs label="Files" tabs={tabs} value={file} onChange={props.onFile} />;
}

/** What a tab says about its file; '' when all is saved. */
function wordOf(open: OpenDocument | undefined): string {
  if (!open?.document) return '';
  const words = { saved: '', new: 'new', unsaved: 'unsaved', restored: 'unsaved', conflict: 'disk changed' };
  return words[statusOf(open.document)];
}
