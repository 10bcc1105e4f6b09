import { Save } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ComposeProject, FoundCompose } from '../../../app/compose.ts';
import { build, downWithFile, pull, up } from '../../commands/compose.ts';
import { useSession } from '../../session.tsx';
import { statusOf } from '../../stores/document.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { Select } from '../../ui/Select.tsx';
import { DocumentPane } from '../editor/DocumentPane.tsx';
import type { EditorHandle } from '../editor/types.ts';
import { commandIcons } from '../icons.ts';
import { baseName } from '../paths.ts';
import css from './Compose.module.css';
import { composeService } from './compose-service.ts';
import { useChecked } from './use-checked.ts';

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
    return <EmptyState title="No compose file">The containers’ labels do not say which file made them.</EmptyState>;
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
        label="Compose file"
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
      title={`${command.label} was not done: line ${fault.line} is not valid`}
      actions={
        <>
          <Button size="sm" onClick={() => props.onGo(fault.line)}>
            Go to line {fault.line}
          </Button>
          <Button size="sm" onClick={insist}>
            {command.label} anyway
          </Button>
        </>
      }
    >
      {printable(fault.message, 500)}
    </Banner>
  );
}

function Toolbar(props: FileProps & { checked: Checked }): ReactNode {
  const { engine, project, path, onChoose, checked } = props;
  const { documents } = useSession();
  const document = useStore(documents.state, (all) => all.get(path)?.document);
  const unsaved = document !== undefined && statusOf(document) !== 'saved';
  return (
    <div className={css['bar']}>
      {project.files.length > 1 ? (
        <Select
          label="File"
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
        Save
      </Button>
      {[up, pull, build, downWithFile].map((command) => (
        <Button
          key={command.id}
          size="sm"
          icon={commandIcons[command.icon]}
          disabled={command.refusal({ engine, project }) !== undefined}
          reason={command.refusal({ engine, project })}
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
    <Banner tone="warn" title="The compose file is not there any more">
      Start, Stop, Restart and Down need no file. To write it anew, type here and save.
    </Banner>
  );
}

/** Says what to install when there is no Compose, and looks again when asked. */
function MissingCompose(): ReactNode {
  const { link } = useSession();
  const [found, setFound] = useState<FoundCompose>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    link.ask((client) => client.compose.find({}, { signal: stop.signal })).then(setFound, () => undefined);
    return () => stop.abort();
  }, [link, round]);
  if (found?.kind !== 'missing') return null;
  return (
    <Banner
      tone="warn"
      title={found.reason}
      actions={
        <Button size="sm" onClick={() => setRound((before) => before + 1)}>
          Look again
        </Button>
      }
    >
      {found.nextStep}
    </Banner>
  );
}
