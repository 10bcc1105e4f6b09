import { type ReactNode, useCallback, useState } from 'react';
import type { EngineContainer } from '../../../app/containers.ts';
import { execCommand } from '../../../app/derive/exec-command.ts';
import type { FoundShell } from '../../../app/terminal.ts';
import { debugShell } from '../../commands/debug.ts';
import { openShell, startShell } from '../../commands/dock/dock.ts';
import { useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useSubmit } from '../../hooks/use-submit.ts';
import { lastHow, rememberHow } from '../../stores/kept/shell-hows.ts';
import type { Question } from '../../stores/link/answer.ts';
import type { ShellForms } from '../../stores/shown/shell-forms.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { KeyValueEditor } from '../../ui/controls/KeyValueEditor.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { CommandLine } from '../parts/CommandLine.tsx';
import { ContainerButton } from '../parts/ContainerButton.tsx';
import { FormWindow } from '../parts/FormWindow.tsx';
import css from './OpenShell.module.css';
import { formOf, isWrong, type OpenForm, readOpenForm, withShells } from './open-form.ts';

const text = words.opening;

/** The form that asks how a shell is to be opened. */
export function OpenShell(props: ShellForms['containers.shell'] & { readonly onClose: () => void }): ReactNode {
  const { engine, container, how: given, tab, onClose } = props;
  const { id, name, image = '' } = container;
  const session = useSession();
  const { dock, settings } = session;
  const [typed, setTyped] = useState(() => formOf(given ?? lastHow(settings, image)));
  /** What the engine refused: what is said of it is about that and nothing else. */
  const [refused, setRefused] = useState<OpenForm>();
  const ask = useCallback<Question<readonly FoundShell[]>>(
    (client, signal) => client.terminal.shells({ engine, id }, { signal }),
    [engine, id],
  );
  const found = useAnswer(ask);
  const form = found.answer ? withShells(typed, found.answer) : typed;
  const { busy, problem, send } = useSubmit();
  const { how, errors } = readOpenForm(form);
  const set = (patch: Partial<OpenForm>) => setTyped({ ...form, ...patch });
  const submit = async () => {
    if (!how) return;
    setRefused(form);
    await send(
      () => (tab === undefined ? openShell : startShell)(engine, container, session, how),
      (content) => {
        rememberHow(settings, image, how);
        onClose();
        if (tab === undefined) dock.open(content);
        else dock.replace(tab, content);
      },
    );
  };
  /** What is wrong with a field: as it is typed, or what the engine said of it. */
  const wrong = (field: 'command' | 'user' | 'workdir', isEmpty: boolean) => {
    if (problem?.field === field && refused?.[field] === form[field]) return said(problem);
    return isEmpty ? undefined : errors.get(field);
  };
  const isShown =
    problem?.field === 'user' ||
    problem?.field === 'workdir' ||
    (problem?.field === 'command' && form.program === 'other');
  return (
    <FormWindow
      title={text.title({ name: printable(name, 80) })}
      verb={text.verb}
      ready={how !== undefined}
      busy={busy}
      problem={isShown ? undefined : problem}
      failed={text.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields
        container={{ engine, id }}
        form={form}
        set={set}
        wrong={wrong}
        shells={found.answer}
        hasFailed={found.problem !== undefined}
      />
      <CommandLine text={how && execCommand(how, name)} />
    </FormWindow>
  );
}

interface FieldsProps {
  readonly container: EngineContainer;
  readonly form: OpenForm;
  readonly set: (patch: Partial<OpenForm>) => void;
  /** What is wrong with a field. */
  readonly wrong: (field: 'command' | 'user' | 'workdir', isEmpty: boolean) => string | undefined;
  /** Those that the container has, once that is known. */
  readonly shells: readonly FoundShell[] | undefined;
  readonly hasFailed: boolean;
}

function Fields({ container, form, set, wrong, shells, hasFailed }: FieldsProps): ReactNode {
  return (
    <>
      <Select
        label={text.program}
        options={programs(shells ?? [], form.program)}
        value={form.program}
        onChange={(program) => set({ program })}
        hint={aboutShells(shells, hasFailed)}
      />
      {shells?.length === 0 && <ContainerButton container={container} command={debugShell} />}
      {form.program === 'other' && (
        <TextField
          label={text.command}
          mono
          value={form.command}
          onChange={(command) => set({ command })}
          hint={text.commandHint}
          error={wrong('command', form.command === '')}
        />
      )}
      <div className={css['pair']}>
        <TextField
          label={text.user}
          mono
          value={form.user}
          onChange={(user) => set({ user })}
          hint={text.userHint}
          error={wrong('user', form.user === '')}
        />
        <TextField
          label={text.workdir}
          mono
          value={form.workdir}
          onChange={(workdir) => set({ workdir })}
          hint={text.workdirHint}
          error={wrong('workdir', form.workdir === '')}
        />
      </div>
      <KeyValueEditor
        label={text.environment}
        item={text.variable}
        pairs={form.env}
        onChange={(env) => set({ env })}
        hint={form.env.length > 0 ? text.environmentHint : undefined}
        error={(pair) => (isWrong(pair) ? text.rules.variable : undefined)}
      />
      <Checkbox
        label={text.privileged}
        hint={text.privilegedHint}
        checked={form.privileged}
        onChange={(privileged) => set({ privileged })}
      />
      <Checkbox label={text.tty} hint={text.ttyHint} checked={form.tty} onChange={(tty) => set({ tty })} />
    </>
  );
}

/** What can be chosen; what is chosen already is one of them while it is not known what there is. */
function programs(found: readonly FoundShell[], chosen: string) {
  const isUnknown = chosen !== 'best' && chosen !== 'other' && !found.some(({ path }) => path === chosen);
  return [
    { value: 'best', label: text.best },
    ...found.map(({ name, path }) => ({ value: path, label: text.shell({ name, path }) })),
    ...(isUnknown ? [{ value: chosen, label: printable(chosen, 200) }] : []),
    { value: 'other', label: text.other },
  ];
}

/** Always one line, or the form would move under the hand when the answer comes. */
function aboutShells(found: readonly FoundShell[] | undefined, hasFailed: boolean): string {
  if (found) return found.length === 0 ? text.none : text.found({ count: found.length });
  return hasFailed ? text.unknown : text.looking;
}
