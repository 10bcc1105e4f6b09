import { CircleDot, FileCode2, FileX2 } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useStore } from 'zustand';
import type { BuildRecord } from '../../../app/builds.ts';
import { useSession } from '../../session.tsx';
import { statusOf } from '../../stores/document.ts';
import type { OpenDocument } from '../../stores/documents.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { DocumentPane } from '../editor/DocumentPane.tsx';
import { ignoreService } from '../editor/ignore.ts';
import type { EditorHandle } from '../editor/types.ts';
import { joinPath } from '../paths.ts';
import { DockerfilePane } from './DockerfilePane.tsx';

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
  const all = useStore(documents.state);
  const names = [...dockerfiles, ignoreFile];
  const drawFile = (name: string) => {
    const path = joinPath(folder, name);
    if (name !== ignoreFile)
      return <DockerfilePane key={path} path={path} record={record} onSubmit={onSubmit} ref={editor} />;
    return (
      <DocumentPane
        key={path}
        path={path}
        label={ignoreFile}
        language="ignore"
        service={ignoreService}
        onSubmit={onSubmit}
        ref={editor}
      />
    );
  };
  const tabs = names.map((name) => {
    const state = wordOf(all.get(joinPath(folder, name)));
    const icon = name === ignoreFile ? FileX2 : FileCode2;
    return {
      id: name,
      label: state === undefined ? name : `${name} (${state})`,
      icon: state === undefined ? icon : CircleDot,
      content: () => drawFile(name),
    };
  });
  return <Tabs label="Files" tabs={tabs} value={file} onChange={props.onFile} />;
}

/** What a tab says about its file; nothing when all is saved. */
function wordOf(open: OpenDocument | undefined): string | undefined {
  if (!open?.document) return undefined;
  const words = { saved: undefined, new: 'new', unsaved: 'unsaved', restored: 'unsaved', conflict: 'disk changed' };
  return words[statusOf(open.document)];
}
