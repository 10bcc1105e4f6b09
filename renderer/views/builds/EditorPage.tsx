import { ArrowLeft, Hammer, Save, Sparkles } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { BuildRecord } from '../../../app/builds.ts';
import { folderIgnore, ownIgnore } from '../../../app/dockerignore/names.ts';
import { build } from '../../commands/builds.ts';
import { useEngine, useSession, useSettings } from '../../session.tsx';
import type { BuildForm as Form } from '../../stores/build-forms.ts';
import { latestBuild } from '../../stores/builds.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { listMayTakeFocus } from '../../ui/focus.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { printable } from '../../ui/printable.ts';
import { Splitter } from '../../ui/Splitter.tsx';
import type { EditorHandle } from '../editor/types.ts';
import { Heading } from '../Heading.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { baseName, joinPath } from '../paths.ts';
import { BuildForm } from './BuildForm.tsx';
import { BuildResult } from './BuildResult.tsx';
import css from './Builds.module.css';
import { Files } from './Files.tsx';
import { firstForm, givenArguments, isValid } from './form.ts';
import { useBuildFolder } from './use-build-folder.ts';
import { useIgnoreFile } from './use-ignore-file.ts';
import { useOutline } from './use-outline.ts';

/** A folder's Dockerfile and what it builds. `chosen` is the build from the history that is looked at. */
export function EditorPage({ folder: asked, chosen }: { folder: string; chosen: string | undefined }): ReactNode {
  const { builds, place } = useSession();
  const { folder, problem } = useBuildFolder(asked);
  useEffect(() => builds.follow(), [builds]);
  const { items, status } = useStore(builds.state);
  if (problem) {
    return (
      <EmptyState
        title="The folder cannot be opened"
        actions={<Button onClick={() => place.go({ section: 'Builds' })}>Back to the builds</Button>}
      >
        <ProblemBanner title={printable(asked, 200)} problem={problem} />
      </EmptyState>
    );
  }
  // The form begins with the last build, so that has to be known first.
  if (!folder || status === 'loading') return null;
  const record = (chosen === undefined ? undefined : items.get(chosen)) ?? latestBuild(items.values(), folder.path);
  const names = folder.dockerfiles.length > 0 ? folder.dockerfiles : ['Dockerfile'];
  return <OpenFolder folder={folder.path} dockerfiles={names} record={record} />;
}

interface OpenFolderProps {
  readonly folder: string;
  readonly dockerfiles: readonly string[];
  /** The build that is shown. */
  readonly record: BuildRecord | undefined;
}

function OpenFolder({ folder, dockerfiles, record }: OpenFolderProps): ReactNode {
  const { documents, tasks, buildForms } = useSession();
  useEffect(() => tasks.watched(folder), [tasks, folder]);
  const [file, setFile] = useState(record?.dockerfile ?? dockerfiles[0] ?? 'Dockerfile');
  // The file that is built: the ignore file belongs to the Dockerfile looked at before.
  const [dockerfile, setDockerfile] = useState(file);
  const ignore = useIgnoreFile(folder, dockerfile);
  const { editor, attach } = useEditor();
  const outline = useOutline(joinPath(folder, dockerfile));
  const [form, setForm] = useState(() => buildForms.of(folder) ?? firstForm(folder, record));
  const change = (form: Form) => {
    buildForms.keep(folder, form);
    setForm(form);
  };
  const { run, refusal } = useBuild(folder, dockerfile, form);
  const choose = (name: string) => {
    setFile(name);
    if (dockerfiles.includes(name)) setDockerfile(name);
  };
  const reveal = (line: number) => {
    choose(dockerfile);
    editor.current?.reveal(line);
    editor.current?.focus();
  };
  useRevealError(record, editor);
  return (
    <section className={css['page']} aria-label="Dockerfile editor">
      <EditorHeading
        folder={folder}
        refusal={refusal}
        onSave={() => void documents.save(joinPath(folder, file === folderIgnore ? ignore.name : file))}
        onFormat={file === dockerfile ? () => void editor.current?.format() : undefined}
        onBuild={run}
      />
      <div className={css['split']}>
        <div className={css['editor']}>
          <Files
            folder={folder}
            dockerfiles={dockerfiles}
            dockerfile={dockerfile}
            ignore={ignore}
            file={file}
            onFile={choose}
            record={record?.dockerfile === file ? record : undefined}
            onSubmit={run}
            editor={attach}
          />
        </div>
        <BuildPanel>
          <BuildForm form={form} outline={outline} given={record?.argNames ?? []} onChange={change} />
          <BuildResult record={record} onLine={reveal} />
        </BuildPanel>
      </div>
    </section>
  );
}

interface EditorHeadingProps {
  readonly folder: string;
  /** Why it cannot be built. */
  readonly refusal: string | undefined;
  readonly onSave: () => void;
  /** Absent where what is shown is no Dockerfile. */
  readonly onFormat: (() => void) | undefined;
  readonly onBuild: () => void;
}

function EditorHeading({ folder, refusal, onSave, onFormat, onBuild }: EditorHeadingProps): ReactNode {
  return (
    <Heading title={printable(baseName(folder), 60)} summary={<FolderPath path={folder} />} back={<Back />}>
      <Button icon={Save} onClick={onSave}>
        Save
      </Button>
      <Button icon={Sparkles} disabled={!onFormat} onClick={() => onFormat?.()}>
        Format
      </Button>
      <Button variant="primary" icon={Hammer} disabled={refusal !== undefined} reason={refusal} onClick={onBuild}>
        Build
      </Button>
    </Heading>
  );
}

/** The editor, and how it is attached: whoever opens a folder means to write, so its first editor has the focus. */
function useEditor(): { editor: RefObject<EditorHandle | null>; attach: (handle: EditorHandle | null) => void } {
  const editor = useRef<EditorHandle>(null);
  const begun = useRef(false);
  const attach = useCallback((handle: EditorHandle | null) => {
    editor.current = handle;
    if (!handle || begun.current) return;
    begun.current = true;
    if (listMayTakeFocus()) handle.focus();
  }, []);
  return { editor, attach };
}

function Back(): ReactNode {
  const { place } = useSession();
  return <IconButton icon={ArrowLeft} label="Back to the builds" onClick={() => place.go({ section: 'Builds' })} />;
}

/** What to build and how it went, at the right. */
function BuildPanel({ children }: { children: ReactNode }): ReactNode {
  const { settings } = useSession();
  const { detailWidth } = useSettings();
  return (
    <>
      <Splitter
        label="Resize build"
        orientation="vertical"
        after
        value={detailWidth}
        min={320}
        max={900}
        initial={460}
        onChange={(value) => settings.update({ detailWidth: value })}
      />
      <div className={css['panel']} style={{ width: detailWidth }}>
        {children}
      </div>
    </>
  );
}

function FolderPath({ path }: { path: string }): ReactNode {
  return (
    <span className={css['folder']} title={path}>
      {printable(path, 120)}
    </span>
  );
}

/** Saves what is unsaved of the folder's files and starts the build; or says why that cannot be. */
function useBuild(folder: string, dockerfile: string, form: Form) {
  const session = useSession();
  const engine = useEngine();
  const [starting, setStarting] = useState(false);
  const isEmpty = useStore(session.documents.state, (all) => {
    return !/\S/.test(all.get(joinPath(folder, dockerfile))?.document?.text ?? '');
  });
  const refusal =
    engine?.status.kind !== 'connected'
      ? 'The engine is not connected.'
      : isEmpty
        ? 'The Dockerfile is empty.'
        : isValid(form)
          ? undefined
          : 'Correct the fields first.';
  const start = async () => {
    if (refusal !== undefined || !engine || starting) return;
    setStarting(true);
    try {
      for (const name of [dockerfile, ownIgnore(dockerfile), folderIgnore]) {
        const path = joinPath(folder, name);
        if (session.documents.isDirty(path) && !(await session.documents.save(path))) return;
      }
      const { tag, target, args, noCache, pull } = form;
      const tags = tag.trim() === '' ? [] : [tag.trim()];
      const order = { engine: engine.id, folder, dockerfile, tags, args: givenArguments(args), noCache, pull };
      const id = await build(target === '' ? order : { ...order, target }, session);
      if (id !== undefined) session.place.go({ section: 'Builds', item: folder, tab: id });
    } finally {
      setStarting(false);
    }
  };
  return { run: () => void start(), refusal: starting ? 'It is being started.' : refusal };
}

/** Shows the line of a failed build once, when it fails. */
function useRevealError(record: BuildRecord | undefined, editor: { readonly current: EditorHandle | null }): void {
  const shown = useRef<string>(undefined);
  const line = record?.state === 'failed' ? record.error?.line : undefined;
  useEffect(() => {
    if (!record || line === undefined || shown.current === record.id) return;
    shown.current = record.id;
    editor.current?.reveal(line);
  }, [record, line, editor]);
}
