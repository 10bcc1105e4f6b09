import { Boxes, ChartLine, CircleDot, FileCode2, FileX2 } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ForecastLine } from '../../../app/build/forecasts.ts';
import type { BuildRecord } from '../../../app/builds.ts';
import { folderIgnore } from '../../../app/dockerignore/names.ts';
import { useSession } from '../../hooks/session.tsx';
import { statusOf } from '../../stores/kept/document.ts';
import type { OpenDocument } from '../../stores/kept/documents.ts';
import { Tabs } from '../../ui/layout/Tabs.tsx';
import { words } from '../../words/words.ts';
import type { EditorHandle } from '../editor/types.ts';
import { joinPath } from '../folders/paths.ts';
import { ContextPane } from './context/ContextPane.tsx';
import { DockerfilePane } from './DockerfilePane.tsx';
import { IgnorePane } from './IgnorePane.tsx';
import { TrendPane } from './trend/TrendPane.tsx';
import type { IgnoreFile } from './use-ignore-file.ts';
import type { GivenToBuild } from './use-judgement.ts';

const { files: fileWords } = words.builds;

/** What is sent to a build is shown beside the files; no file has such a name. */
export const contextTab = 'context/';
/** And how its builds went. */
const trendTab = 'trend/';

/** The folder's files as tabs: its Dockerfiles, then the ignore file of the one that is built, and what that sends. */
export function Files(props: {
  folder: string;
  dockerfiles: readonly string[];
  /** The one that is built. */
  dockerfile: string;
  ignore: IgnoreFile;
  /** What its build is given beside it. */
  given: GivenToBuild;
  /** What is shown; `.dockerignore` is whichever ignore file is used, `contextTab` what is sent. */
  file: string;
  onFile: (name: string) => void;
  /** The build whose steps stand beside the lines. */
  record: BuildRecord | undefined;
  /** What the next build of it will do. */
  forecast: readonly ForecastLine[];
  /** Ctrl/Cmd+Enter. */
  onSubmit: () => void;
  editor: Ref<EditorHandle | null>;
}): ReactNode {
  const { folder, dockerfiles, dockerfile, ignore, given, file, record, forecast, editor, onSubmit } = props;
  const { documents } = useSession();
  const shared = { onSubmit, ref: editor };
  const drawDockerfile = (path: string) => (
    <DockerfilePane {...shared} key={path} path={path} folder={folder} {...{ record, forecast, given }} />
  );
  const drawIgnore = (path: string) => (
    <IgnorePane {...shared} key={path} path={path} folder={folder} dockerfile={dockerfile} ignore={ignore} />
  );
  const files = [
    ...dockerfiles.map((name) => ({ id: name, name, icon: FileCode2, draw: drawDockerfile })),
    { id: folderIgnore, name: ignore.name, icon: FileX2, draw: drawIgnore },
  ];
  // Compared one by one, so that a key that changes no state draws nothing anew.
  const states = useStore(
    documents.state,
    useShallow((all) => files.map(({ name }) => stateOf(all.get(joinPath(folder, name))))),
  );
  const tabs = files.map(({ id, name, icon, draw }, index) => {
    const state = fileWords.states[states[index] ?? 'saved'];
    return {
      id,
      label: state ? fileWords.withState({ name, state }) : name,
      icon: state ? CircleDot : icon,
      content: () => draw(joinPath(folder, name)),
    };
  });
  const drawContext = () => <ContextPane folder={folder} ignore={joinPath(folder, ignore.name)} />;
  const context = { id: contextTab, label: words.builds.context.tab, icon: Boxes, content: drawContext };
  const drawTrend = () => <TrendPane folder={folder} dockerfile={dockerfile} />;
  const trend = { id: trendTab, label: words.builds.trend.tab, icon: ChartLine, content: drawTrend };
  return <Tabs label={fileWords.label} tabs={[...tabs, context, trend]} value={file} onChange={props.onFile} />;
}

/** What a tab says about its file. */
function stateOf(open: OpenDocument | undefined): keyof typeof fileWords.states {
  return open?.document ? statusOf(open.document) : 'saved';
}
