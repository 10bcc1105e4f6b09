import { type ReactNode, useId } from 'react';
import type { PullPolicy, RestartPolicy } from '../../../app/create.ts';
import type { RunForm } from '../../stores/run-drafts.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { KeyValueEditor } from '../../ui/KeyValueEditor.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './Run.module.css';
import { Suggestions } from './Suggestions.tsx';
import type { TakenPort } from './taken-ports.ts';

/** What every part of the form is given. */
export interface FieldsProps {
  readonly form: RunForm;
  readonly set: (patch: Partial<RunForm>) => void;
  /** What is wrong with a field, by its name as in `RunErrors`. */
  readonly error: (field: string) => string | undefined;
  /** Names of what the engine has, to choose from. */
  readonly images: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  /** Host ports that somebody else has, by row. */
  readonly taken: ReadonlyMap<number, TakenPort>;
}

const pulls: readonly { readonly value: PullPolicy; readonly label: string }[] = [
  { value: 'missing', label: 'If it is missing' },
  { value: 'always', label: 'Always' },
  { value: 'never', label: 'Never' },
];

const restarts: readonly { readonly value: RestartPolicy; readonly label: string }[] = [
  { value: 'no', label: 'Never' },
  { value: 'on-failure', label: 'On failure' },
  { value: 'unless-stopped', label: 'Unless stopped' },
  { value: 'always', label: 'Always' },
];

type TextName = 'image' | 'name' | 'command' | 'entrypoint' | 'workdir' | 'user' | 'memory' | 'cpus' | 'maxRetries';

/** The properties that bind a text field to a field of the form. */
function bound({ form, set, error }: FieldsProps, name: TextName) {
  return { value: form[name], error: error(name), onChange: (value: string) => set({ [name]: value }) };
}

/** Image, name and command. */
export function Basics(props: FieldsProps): ReactNode {
  const { form, set, images } = props;
  const id = useId();
  return (
    <>
      <div className={css['fields']}>
        <TextField
          label="Image"
          mono
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog would put the focus on its close button
          autoFocus={form.image === ''}
          className={css['wide']}
          list={id}
          placeholder="nginx:1.27"
          {...bound(props, 'image')}
        />
        <Suggestions id={id} names={images} />
        <Select label="Pull" options={pulls} value={form.pull} onChange={(pull) => set({ pull })} />
      </div>
      <TextField
        label="Name"
        mono
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- as above
        autoFocus={form.image !== ''}
        hint="Empty: the engine makes one up."
        {...bound(props, 'name')}
      />
      <TextField
        label="Command"
        mono
        hint="Empty: the image’s own. Quotes keep words together; for pipes and $VARIABLES: sh -c '…'."
        {...bound(props, 'command')}
      />
    </>
  );
}

/** Variables. */
export function Environment({ form, set, error }: FieldsProps): ReactNode {
  return (
    <KeyValueEditor
      label="Environment"
      item="variable"
      pairs={form.env}
      onChange={(env) => set({ env })}
      error={(_, index) => error(`env.${index}`)}
    />
  );
}

/** Network, restart policy, memory and CPU. */
export function Limits(props: FieldsProps): ReactNode {
  const { form, set, error, networks } = props;
  const restart = error('restart');
  return (
    <>
      <div className={css['fields']}>
        <NetworkField
          value={form.network}
          error={error('network')}
          names={networks}
          onChange={(network) => set({ network })}
        />
        <TextField label="Memory" mono className={css['wide']} placeholder="no limit" {...bound(props, 'memory')} />
        <TextField label="CPUs" mono className={css['wide']} placeholder="no limit" {...bound(props, 'cpus')} />
      </div>
      <div className={css['fields']}>
        <Select
          label="Restart"
          options={restarts}
          value={form.restart}
          onChange={(restart) => set({ restart })}
          {...(restart === undefined ? {} : { hint: <span className={css['wrong']}>{restart}</span> })}
        />
        {form.restart === 'on-failure' && (
          <TextField label="At most" mono placeholder="without end" {...bound(props, 'maxRetries')} />
        )}
      </div>
    </>
  );
}

function NetworkField(props: {
  value: string;
  error: string | undefined;
  names: readonly string[];
  onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <>
      <TextField
        label="Network"
        mono
        className={css['wide']}
        list={id}
        placeholder="the engine’s default"
        value={props.value}
        error={props.error}
        onChange={props.onChange}
      />
      <Suggestions id={id} names={props.names} />
    </>
  );
}

/** What is asked for less often. */
export function More(props: FieldsProps): ReactNode {
  const { form, set, error } = props;
  return (
    <>
      <div className={css['fields']}>
        <TextField label="Entrypoint" mono className={css['wide']} {...bound(props, 'entrypoint')} />
        <TextField label="Working directory" mono className={css['wide']} {...bound(props, 'workdir')} />
        <TextField label="User" mono className={css['wide']} {...bound(props, 'user')} />
      </div>
      <KeyValueEditor
        label="Labels"
        item="label"
        pairs={form.labels}
        onChange={(labels) => set({ labels })}
        error={(_, index) => error(`labels.${index}`)}
      />
      <div className={css['fields']}>
        <Checkbox label="Start it" checked={form.start} onChange={(start) => set({ start })} />
        <Checkbox
          label="Remove it when it ends"
          checked={form.autoRemove}
          onChange={(autoRemove) => set({ autoRemove })}
        />
        <Checkbox label="Terminal (TTY)" checked={form.tty} onChange={(tty) => set({ tty })} />
      </div>
    </>
  );
}
