import { Save } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ComposeProject } from '../../../app/compose.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { build, downWithFile, pull, up } from '../../commands/compose.ts';
import { refusalOf } from '../../commands/running/guard.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { statusOf } from '../../stores/kept/document.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { ownNextStep, said, saidOrTold } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { DocumentPane } from '../editor/DocumentPane.tsx';
import type { EditorHandle } from '../editor/types.ts';
import { baseName } from '../folders/paths.ts';
import { commandIcons } from '../parts/icons.ts';
import css from './Compose.module.css';
import { composeService } from './compose-service.ts';
import { useChecked } from './use-checked.ts';

const { file: fileWords } = words.compose;

interface FileTabProps {
  readonly engine: string;
  readonly project: ComposeProject;
}

/** The project's compose file in place, with what the real Compose does with it. */
export function FileTab({ engine, project }: FileTabProps): ReactNode {
  const { files } = project;
  const [chosen, setChosen] = useState(files[0] ?? '');
  const path = files.includes(chosen) ? chosen : files[0];
  if (path === undefined) {
    return <EmptyState title={fileWords.none.title}>{fileWords.none.text}</EmptyState>;
  }
  return <File engine={engine} project={project} path={path} onChoose={setChosen} />;
}

interface FileProps extends FileTabProps {
  readonly path: string;
  readonly onChoose: (path: string) => void;
}

function File(props: FileProps): ReactNode {
  const { engine, project, path } = props;
  const { link } = useSession();
  const editor = useRef<EditorHandle>(null);
  const checked = useChecked({ engine, project }, path, editor);
  const service = useMemo(() => composeService(link, path), [link, path]);
  return (
    <div className={css['file']}>
      <Toolbar {...props} checked={checked} />
      <MissingCompose />
      <MissingFile path={path} />
      <Invalid
        checked={checked}
        onGo={(line) => {
          editor.current?.reveal(line);
          editor.current?.focus();
        }}
      />
      <DocumentPane
        key={path}
        ref={editor}
        path={path}
        label={fileWords.editor}
        language="yaml"
        service={service}
        onSubmit={() => checked.run(up)}
      />
    </div>
  );
}

type Checked = ReturnType<typeof useChecked>;

/** Says what a verb was not done for, with the ways on. */
function Invalid(props: { checked: Checked; onGo: (line: number) => void }): ReactNode {
  const { held, insist } = props.checked;
  if (!held) return null;
  const { command, fault } = held;
  return (
    <Banner
      tone="error"
      title={fileWords.invalid({ verb: command.label, line: fault.line })}
      actions={
        <>
          <Button size="sm" onClick={() => props.onGo(fault.line)}>
            {fileWords.goToLine({ line: fault.line })}
          </Button>
          <Button size="sm" onClick={insist}>
            {fileWords.anyway({ verb: command.label })}
          </Button>
        </>
      }
    >
      {printable(saidOrTold(fault.message), 500)}
    </Banner>
  );
}

function Toolbar(props: FileProps & { checked: Checked }): ReactNode {
  const { engine, project, path, onChoose, checked } = props;
  const session = useSession();
  const { documents } = session;
  const document = useStore(documents.state, (all) => all.get(path)?.document);
  const unsaved = document !== undefined && statusOf(document) !== 'saved';
  return (
    <div className={css['bar']}>
      {project.files.length > 1 ? (
        <Select
          label={fileWords.choose}
          labelHidden
          size="sm"
          options={project.files.map((file) => ({ value: file, label: baseName(file) }))}
          value={path}
          onChange={onChoose}
        />
      ) : (
        <code className={css['path']} title={path}>
          {path}
        </code>
      )}
      <Button size="sm" icon={Save} disabled={!unsaved} onClick={() => void documents.save(path)}>
        {words.common.save}
      </Button>
      {[up, pull, build, downWithFile].map((command) => (
        <Button
          key={command.id}
          size="sm"
          icon={commandIcons[command.icon]}
          disabled={refusalOf(command, { engine, project }, session) !== undefined}
          reason={refusalOf(command, { engine, project }, session)}
          busy={checked.checking === command.id}
          onClick={() => checked.run(command)}
        >
          {command.label}
        </Button>
      ))}
    </div>
  );
}

/** Says that the file is gone; what was typed is kept all the same. */
function MissingFile({ path }: { path: string }): ReactNode {
  const { documents } = useSession();
  const document = useStore(documents.state, (all) => all.get(path)?.document);
  // What vanished while it was open, the editor says itself.
  if (!document || document.base || document.theirs || document.notice) return null;
  return (
    <Banner tone="warn" title={fileWords.missing.title}>
      {fileWords.missing.text}
    </Banner>
  );
}

const askCompose = (client: GantryClient, signal: AbortSignal) => client.compose.find({}, { signal });

/** Says what to install when there is no Compose, and looks again when asked. */
function MissingCompose(): ReactNode {
  const { answer: found, loading, again } = useAnswer(askCompose);
  if (found?.kind !== 'missing') return null;
  return (
    <Banner
      tone="warn"
      title={said(found.cause)}
      actions={
        <Button size="sm" busy={loading} onClick={again}>
          {fileWords.lookAgain}
        </Button>
      }
    >
      {ownNextStep(found.cause)}
    </Banner>
  );
}
