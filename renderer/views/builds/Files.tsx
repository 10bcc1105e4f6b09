import { CircleDot, FileCode2, FileX2 } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useStore } from 'zustand';
import type { BuildRecord } from '../../../app/builds.ts';
import { folderIgnore } from '../../../app/dockerignore/names.ts';
import { useSession } from '../../session.tsx';
import { statusOf } from '../../stores/document.ts';
import type { OpenDocument } from '../../stores/documents.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { DocumentPane } from '../editor/DocumentPane.tsx';
import { ignoreService } from '../editor/ignore.ts';
import type { EditorHandle } from '../editor/types.ts';
import { joinPath } from '../paths.ts';
import { DockerfilePane } from './DockerfilePane.tsx';
import { IgnoreNotice } from './IgnoreNotice.tsx';
import type { IgnoreFile } from './use-ignore-file.ts';

/** The folder's files as tabs: its Dockerfiles, then the ignore file of the one that is built. */
export function Files(props: {
  folder: string;
  dockerfiles: readonly string[];
  /** The one that is built. */
  dockerfile: string;
  ignore: IgnoreFile;
  /** What is shown; `.dockerignore` is whichever ignore file is used. */
  file: string;
  onFile: (name: string) => void;
  /** The build whose steps stand beside the lines. */
  record: BuildRecord | undefined;
  /** Ctrl/Cmd+Enter. */
  onSubmit: () => void;
  editor: Ref<EditorHandle | null>;
}): ReactNode {
  const { folder, dockerfiles, dockerfile, ignore, file, record, editor, onSubmit } = props;
  const { documents } = useSession();
  const shared = { onSubmit, ref: editor };
  const drawDockerfile = (path: string) => <DockerfilePane {...shared} key={path} path={path} record={record} />;
  const drawIgnore = (path: string) => (
    <>
      <IgnoreNotice dockerfile={dockerfile} ignore={ignore} />
      <DocumentPane {...shared} key={path} path={path} label={ignore.name} language="ignore" service={ignoreService} />
    </>
  );
  const files = [
    ...dockerfiles.map((name) => ({ id: name, name, icon: FileCode2, draw: drawDockerfile })),
    { id: folderIgnore, name: ignore.name, icon: FileX2, draw: drawIgnore },
  ];
  // As one text, so that a key that changes no word draws nothing anew.
  const words = useStore(documents.state, (all) => {
    return files.map(({ name }) => wordOf(all.get(joinPath(folder, name)))).join();
  });
  const tabs = files.map(({ id, name, icon, draw }, index) => {
    const state = words.split(',')[index];
    return {
      id,
      label: state ? `${name} (${state})` : name,
      icon: state ? CircleDot : icon,
      content: () => draw(joinPath(folder, name)),
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
