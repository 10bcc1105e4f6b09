import { Play, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { runCommand } from '../../../app/derive/run-command.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Image } from '../../../app/images.ts';
import type { Network } from '../../../app/networks.ts';
import type { Volume } from '../../../app/volumes.ts';
import { shortTag } from '../../commands/images.ts';
import { useContainers, useFeatures, useSession } from '../../hooks/session.tsx';
import type { RunForm, RunOpening } from '../../stores/shown/run-drafts.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Kbd } from '../../ui/marks/Kbd.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { CommandLine } from '../parts/CommandLine.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import type { FieldsProps } from './Fields.tsx';
import { type RunErrors, readForm } from './form.ts';
import { LeftOvers } from './LeftOvers.tsx';
import { Parts } from './Parts.tsx';
import { PasteBox } from './PasteBox.tsx';
import css from './Run.module.css';
import { refusedFields } from './refused.ts';
import { takeLine } from './take-pasted.ts';
import { takenPorts } from './taken-ports.ts';
import { useForm } from './use-form.ts';
import { useNames } from './use-names.ts';
import { type Refusal, useRun } from './use-run.ts';

const { run: own } = words;

const imageTags = ({ tags }: Image) => tags.map(shortTag);
const networkName = ({ name }: Network) => name;
const volumeName = ({ id, anonymous }: Volume) => (anonymous ? undefined : id);

/** The form that creates and runs a container. What is typed stays until it was run, even when the form is closed. */
export function RunDialog({ onClose, ...opening }: RunOpening & { readonly onClose: () => void }): ReactNode {
  const { engine } = opening;
  const { form, set } = useForm(opening);
  const [tried, setTried] = useState(0);
  const { run, cancel, busy, text, refusal } = useRun(opening, onClose);
  const body = useRef<HTMLFormElement>(null);
  const { errors, spec } = readForm(form);
  const shown = shownErrors(form, tried > 0 ? errors : new Map(), refusal);
  useFocusWrong(body, tried, refusal);
  const submit = () => {
    if (busy) return;
    if (spec) void run(form, spec, form.pull);
    else setTried(tried + 1);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  const fields = useFields(engine, form, set, shown, refusal);
  return (
    <Dialog
      open
      onClose={onClose}
      title={own.title}
      size="lg"
      footer={<Footer form={form} busy={busy} text={text} onCancel={cancel} onClose={onClose} onRun={submit} />}
    >
      <form
        ref={body}
        className={css['form']}
        aria-label={own.title}
        aria-busy={busy}
        onKeyDown={onKey}
        onSubmit={(event) => event.preventDefault()}
      >
        {refusal && <ProblemBanner title={own.refused} problem={refusal.problem} />}
        {shown.has('') && <p className={css['wrong']}>{shown.get('')}</p>}
        <PasteBox
          words={own.paste.line}
          openAtFirst={opening.paste ?? false}
          onTake={(text) => takeLine(text, set)}
          after={() => body.current?.querySelector<HTMLElement>('input')?.focus()}
        />
        <LeftOvers left={form.left} onSeen={() => set({ left: [] })} />
        <Parts {...fields} />
        <CommandLine text={spec ? runCommand(spec, form.pull) : undefined} />
      </form>
    </Dialog>
  );
}

/** What the parts of the form are given. */
function useFields(
  engine: EngineId,
  form: RunForm,
  set: FieldsProps['set'],
  shown: RunErrors,
  refusal: Refusal | undefined,
): FieldsProps {
  const { images, networks, volumes } = useSession();
  return {
    form,
    set,
    error: (field: string) => shown.get(field),
    images: useNames(images, engine, imageTags),
    networks: useNames(networks, engine, networkName),
    volumes: useNames(volumes, engine, volumeName),
    makesSources: useFeatures(engine)?.makesSources ?? false,
    taken: takenPorts(
      form.ports,
      useContainers(engine).items.values(),
      (row) => shown.has(`ports.${row}.hostPort`) && refusal?.problem.field === 'ports',
    ),
  };
}

/** What is wrong now: what was typed, and what the engine refused and nobody has changed since. */
function shownErrors(form: RunForm, typed: RunErrors, refusal: Refusal | undefined): RunErrors {
  if (!refusal) return typed;
  const refused = [...refusedFields(refusal.problem, refusal.form)].filter(([field]) => {
    const name = field.split('.')[0] as keyof RunForm;
    return form[name] === refusal.form[name];
  });
  return new Map([...refused, ...typed]);
}

/** Leads to the first field that is wrong, after each try. */
function useFocusWrong(
  body: { readonly current: HTMLElement | null },
  tried: number,
  refusal: Refusal | undefined,
): void {
  useEffect(() => {
    if (tried > 0 || refusal) body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [body, tried, refusal]);
}

function Footer(props: {
  readonly form: RunForm;
  readonly busy: boolean;
  readonly text: string;
  readonly onCancel: () => void;
  readonly onClose: () => void;
  readonly onRun: () => void;
}): ReactNode {
  const { form, busy, text, onCancel, onClose, onRun } = props;
  return (
    <>
      <output className={css['doing']}>
        {busy ? (
          printable(text, 100)
        ) : (
          <>
            <Kbd keys="Ctrl+Enter" /> {form.start ? own.keyRuns : own.keyCreates}
          </>
        )}
      </output>
      {busy ? (
        <Button icon={X} onClick={onCancel}>
          {words.common.cancel}
        </Button>
      ) : (
        <Button onClick={onClose}>{words.common.close}</Button>
      )}
      <Button variant="primary" icon={Play} busy={busy} onClick={onRun}>
        {form.start ? own.run : own.create}
      </Button>
    </>
  );
}
