import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { type ContainerLimits, limitFields, type RestartPolicy } from '../../../../app/container/limits.ts';
import { updateCommand } from '../../../../app/derive/update-command.ts';
import { changeLimits } from '../../../commands/container/limits.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useAnswer } from '../../../hooks/use-answer.ts';
import { useSubmit } from '../../../hooks/use-submit.ts';
import type { Question } from '../../../stores/link/answer.ts';
import type { DialogForms } from '../../../stores/shown/dialog.ts';
import { Select } from '../../../ui/controls/Select.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { Spinner } from '../../../ui/marks/Spinner.tsx';
import { printable } from '../../../ui/printable.ts';
import { saidInFull } from '../../../words/problems.ts';
import { words } from '../../../words/words.ts';
import { CommandLine } from '../../parts/CommandLine.tsx';
import { FormWindow } from '../../parts/FormWindow.tsx';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import css from './ChangeLimits.module.css';
import { type LimitErrors, type LimitsForm, limitsForm, readLimitsForm, swapText } from './limits-form.ts';

const text = words.limits;
const { restarts } = words.run.limits;

const policies: readonly { readonly value: RestartPolicy; readonly label: string }[] = [
  { value: 'no', label: restarts.no },
  { value: 'on-failure', label: restarts.onFailure },
  { value: 'unless-stopped', label: restarts.unlessStopped },
  { value: 'always', label: restarts.always },
];

const figures = ['memory', 'memorySwap', 'cpus', 'pids'] as const;

/** Changes what holds a container back, while it goes on. */
export function ChangeLimits(props: DialogForms['containers.limits'] & { readonly onClose: () => void }): ReactNode {
  const { engine, container, onClose } = props;
  const { id } = container;
  const session = useSession();
  const ask = useCallback<Question<ContainerLimits>>(
    (client, signal) => client.containers.limits({ engine, id }, { signal }),
    [engine, id],
  );
  const { answer: now, problem: unread } = useAnswer(ask);
  const [typed, setTyped] = useState<Partial<LimitsForm>>({});
  /** What the engine refused: what is said of it is about that and nothing else. */
  const [refused, setRefused] = useState<Partial<LimitsForm>>();
  const { busy, problem, send } = useSubmit();
  const form = now && { ...limitsForm(now), ...typed };
  const read = form && readLimitsForm(form, now);
  const submit = async () => {
    const change = read?.change;
    if (!change) return;
    setRefused(typed);
    await send(
      (client) => changeLimits(client, { engine, container }, change, session),
      (tell) => {
        onClose();
        tell();
      },
    );
  };
  const field = refused === typed ? limitFields.find((name) => name === problem?.field) : undefined;
  const errors: LimitErrors = new Map([
    ...(read?.errors ?? []),
    ...(problem && field ? ([[field, saidInFull(problem)]] as const) : []),
  ]);
  const isOfField = limitFields.some((name) => name === problem?.field);
  return (
    <FormWindow
      title={text.title({ name: printable(container.name, 80) })}
      verb={text.verb}
      ready={read?.change !== undefined}
      busy={busy}
      problem={isOfField ? undefined : problem}
      failed={text.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      {unread && !now && <ProblemBanner title={text.unread} problem={unread} />}
      {!unread && !now && <Spinner />}
      {now && form && (
        <>
          <Fields now={now} form={form} errors={errors} set={(patch) => setTyped({ ...typed, ...patch })} />
          <CommandLine
            text={read?.change && updateCommand(container.name, read.change, now)}
            {...(errors.size === 0 ? { none: text.unchanged } : {})}
          />
        </>
      )}
    </FormWindow>
  );
}

interface FieldsProps {
  readonly now: ContainerLimits;
  readonly form: LimitsForm;
  readonly errors: LimitErrors;
  readonly set: (patch: Partial<LimitsForm>) => void;
}

function Fields({ now, form, errors, set }: FieldsProps): ReactNode {
  const fields = useRef<HTMLDivElement>(null);
  // They come once the limits are read: until then the dialog has its close button only.
  useEffect(() => fields.current?.querySelector<HTMLElement>('select:enabled, input:enabled')?.focus(), []);
  return (
    <div ref={fields} className={css['fields']}>
      <Select
        label={text.restart}
        options={policies}
        value={form.restart}
        onChange={(restart) => set({ restart })}
        disabled={now.autoRemove}
        hint={now.autoRemove ? text.removed : undefined}
        error={errors.get('restart')}
      />
      <TextField
        label={text.maxRetries}
        mono
        disabled={form.restart !== 'on-failure'}
        placeholder={form.restart === 'on-failure' ? words.run.limits.endless : text.onlyOnFailure}
        value={form.restart === 'on-failure' ? form.maxRetries : ''}
        onChange={(maxRetries) => set({ maxRetries })}
        error={errors.get('maxRetries')}
      />
      {figures.map((name) => (
        <TextField
          key={name}
          label={text[name]}
          mono
          placeholder={words.run.limits.none}
          value={name === 'memorySwap' ? swapText(form, now) : form[name]}
          onChange={(value) => set({ [name]: value })}
          hint={text.hints[name]}
          error={errors.get(name)}
        />
      ))}
    </div>
  );
}
