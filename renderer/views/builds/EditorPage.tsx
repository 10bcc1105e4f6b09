import { ArrowLeft, Hammer, Save, Sparkles } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ForecastLine as Foretold } from '../../../app/build/forecasts.ts';
import type { BuildRecord } from '../../../app/builds.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { folderIgnore, ownIgnore } from '../../../app/dockerignore/names.ts';
import type { EngineState } from '../../../app/engines/engine.ts';
import { build } from '../../commands/builds.ts';
import { heldBy, heldText } from '../../commands/running/guard.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useDetailWidth } from '../../hooks/use-detail-width.ts';
import { buildKey, latestBuild } from '../../stores/lists/builds.ts';
import type { BuildForm as Form } from '../../stores/shown/build-forms.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { listMayTakeFocus } from '../../ui/focus.ts';
import { SplitPane } from '../../ui/layout/SplitPane.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import type { EditorHandle } from '../editor/types.ts';
import { useEnginePick } from '../engines/EnginePick.tsx';
import { baseName, joinPath } from '../folders/paths.ts';
import { Heading } from '../parts/Heading.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { BuildResult } from './BuildResult.tsx';
import css from './Builds.module.css';
import { Files } from './Files.tsx';
import { forecastText } from './forecast/foretold.ts';
import { useForecast } from './forecast/use-forecast.ts';
import { BuildForm } from './form/BuildForm.tsx';
import { firstForm, givenArguments, isValid, orderOf } from './form/form.ts';
import { listed } from './form/more.ts';
import { useBuilds } from './record/use-builds.ts';
import { useIgnoreFile } from './use-ignore-file.ts';
import type { GivenToBuild } from './use-judgement.ts';
import { useOutline } from './use-outline.ts';

const { page } = words.builds;

/** A folder's Dockerfile and what it builds. `chosen` is the build from the history that is looked at. */
export function EditorPage({ folder: asked, chosen }: { folder: string; chosen: string | undefined }): ReactNode {
  const { place } = useSession();
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.builds.openFolder({ path: asked }, { signal }),
    [asked],
  );
  const { answer: folder, problem } = useAnswer(ask);
  const { items, status } = useBuilds();
  if (problem) {
    return (
      <EmptyState
        title={page.cannotOpen}
        actions={<Button onClick={() => place.go({ section: 'builds' })}>{page.back}</Button>}
      >
        <ProblemBanner title={printable(asked, 200)} problem={problem} />
      </EmptyState>
    );
  }
  // The form begins with the last build, so that has to be known first.
  if (!folder || status === 'loading') return null;
  const record =
    (chosen === undefined ? undefined : items.get(buildKey(chosen))) ?? latestBuild(items.values(), folder.path);
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
  const { documents, tasks } = useSession();
  useEffect(() => tasks.watched(folder), [tasks, folder]);
  const [file, setFile] = useState(record?.dockerfile ?? dockerfiles[0] ?? 'Dockerfile');
  // The file that is built: the ignore file belongs to the Dockerfile looked at before.
  const [dockerfile, setDockerfile] = useState(file);
  const ignore = useIgnoreFile(folder, dockerfile);
  const { editor, attach } = useEditor();
  const outline = useOutline(joinPath(folder, dockerfile));
  const { form, change } = useForm(folder, record);
  const order = { folder, dockerfile, ignore: joinPath(folder, ignore.name), form };
  const { given, pick, able, run, refusal } = useBuild(order);
  const forecast = useForecast({ ...foreseenOf(form, given), folder, dockerfile, record });
  const choose = (name: string) => {
    setFile(name);
    if (dockerfiles.includes(name)) setDockerfile(name);
  };
  const reveal = (line: number) => {
    choose(dockerfile);
    editor.current?.reveal(line);
    editor.current?.focus();
  };
  const split = useDetailWidth();
  useRevealError(record, editor);
  return (
    <section className={css['page']} aria-label={page.label}>
      <EditorHeading
        folder={folder}
        refusal={refusal}
        engine={pick}
        onSave={() => void documents.save(joinPath(folder, dockerfiles.includes(file) ? file : ignore.name))}
        onFormat={file === dockerfile ? () => void editor.current?.format() : undefined}
        onBuild={run}
      />
      <SplitPane
        className={css['split']}
        label={page.resize}
        {...split}
        beside={
          <div className={css['panel']} style={{ width: split.width }}>
            <BuildForm {...{ form, outline, record, able, place: { folder, dockerfile } }} onChange={change} />
            <ForecastLine lines={forecast} />
            <BuildResult record={record} onLine={reveal} />
          </div>
        }
      >
        <div className={css['editor']}>
          <Files
            {...{ folder, dockerfiles, dockerfile, ignore, given, file, forecast }}
            onFile={choose}
            record={record?.dockerfile === file ? record : undefined}
            onSubmit={run}
            editor={attach}
          />
        </div>
      </SplitPane>
    </section>
  );
}

/** What of a form decides what comes from the cache. */
function foreseenOf(form: Form, given: GivenToBuild) {
  const { target, noCache, pull, more, wishes } = form;
  const chosen = { target: target === '' ? undefined : target, noCache, pull, platform: more.platform.trim() };
  // A form that no builder is told is of no build.
  const engine = isValid(form) ? given.engine : undefined;
  return { ...given, ...chosen, engine, anew: listed(wishes.stages).join(' ') };
}

function ForecastLine({ lines }: { lines: readonly Foretold[] }): ReactNode {
  return (
    <p role="status" aria-label={words.builds.forecast.label} className={css['forecast']}>
      {forecastText(lines)}
    </p>
  );
}

/** What a build of this form gives its Dockerfile; the same object until that changes. */
function useGiven(ignore: string, { args }: Form, on: EngineState | undefined): GivenToBuild {
  // A builder keeps what it is sent: one that may only be read is not asked.
  const engine = on?.status.kind === 'connected' && !heldBy(on) ? on.id : undefined;
  return useMemo(() => ({ ignore, args: givenArguments(args), engine }), [ignore, args, engine]);
}

interface EditorHeadingProps {
  readonly folder: string;
  /** Why it cannot be built. */
  readonly refusal: string | undefined;
  /** The button that says on which engine, where there are several. */
  readonly engine: ReactNode;
  readonly onSave: () => void;
  /** Absent where what is shown is no Dockerfile. */
  readonly onFormat: (() => void) | undefined;
  readonly onBuild: () => void;
}

function EditorHeading({ folder, refusal, engine, onSave, onFormat, onBuild }: EditorHeadingProps): ReactNode {
  return (
    <Heading title={printable(baseName(folder), 60)} summary={<FolderPath path={folder} />} back={<Back />}>
      <Button icon={Save} onClick={onSave}>
        {words.common.save}
      </Button>
      <Button icon={Sparkles} disabled={!onFormat} onClick={() => onFormat?.()}>
        {page.format}
      </Button>
      {engine}
      <Button variant="primary" icon={Hammer} disabled={refusal !== undefined} reason={refusal} onClick={onBuild}>
        {words.builds.commands.start}
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
  return <IconButton icon={ArrowLeft} label={page.back} onClick={() => place.go({ section: 'builds' })} />;
}

function FolderPath({ path }: { path: string }): ReactNode {
  return (
    <span className={css['folder']} title={path}>
      {printable(path, 120)}
    </span>
  );
}

/** What was typed for a folder last, else what its last build was made with. */
function useForm(folder: string, record: BuildRecord | undefined) {
  const { buildForms } = useSession();
  const [form, setForm] = useState(() => buildForms.of(folder) ?? firstForm(folder, record));
  const change = (form: Form) => {
    buildForms.keep(folder, form);
    setForm(form);
  };
  return { form, change };
}

interface Order {
  readonly folder: string;
  readonly dockerfile: string;
  /** The path of the ignore file that holds. */
  readonly ignore: string;
  readonly form: Form;
}

/** Saves what is unsaved of the folder's files and starts the build; or says why that cannot be. */
function useBuild({ folder, dockerfile, ignore, form }: Order) {
  const session = useSession();
  const { engine, pick } = useEnginePick();
  const given = useGiven(ignore, form, engine);
  const able = useAbilities(engine);
  const [starting, setStarting] = useState(false);
  const isEmpty = useStore(session.documents.state, (all) => {
    return !/\S/.test(all.get(joinPath(folder, dockerfile))?.document?.text ?? '');
  });
  const refusal =
    engine?.status.kind !== 'connected'
      ? page.refused.notConnected
      : isEmpty
        ? page.refused.empty
        : isValid(form, able)
          ? heldText(engine)
          : page.refused.wrong;
  const start = async () => {
    if (refusal !== undefined || !engine || starting) return;
    setStarting(true);
    try {
      for (const name of [dockerfile, ownIgnore(dockerfile), folderIgnore]) {
        const path = joinPath(folder, name);
        if (session.documents.isDirty(path) && !(await session.documents.save(path))) return;
      }
      const id = await build(orderOf(form, { engine: engine.id, folder, dockerfile }), session);
      if (id !== undefined) session.place.go({ section: 'builds', item: folder, tab: id });
    } finally {
      setStarting(false);
    }
  };
  return { given, pick, able, run: () => void start(), refusal: starting ? page.refused.starting : refusal };
}

/** What the builder of an engine can; undefined while that is not known. */
function useAbilities(on: EngineState | undefined) {
  const engine = on?.status.kind === 'connected' ? on.id : undefined;
  const ask = useMemo(() => {
    if (engine === undefined) return undefined;
    return (client: GantryClient, signal: AbortSignal) => client.builds.abilities({ engine }, { signal });
  }, [engine]);
  return useAnswer(ask, engine).answer;
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
