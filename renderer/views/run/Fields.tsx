import { type ReactNode, useId } from 'react';
import type { RestartPolicy } from '../../../app/container/limits.ts';
import type { PullPolicy } from '../../../app/create.ts';
import type { OptionTexts, RunForm } from '../../stores/shown/run-drafts.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { KeyValueEditor } from '../../ui/controls/KeyValueEditor.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { words } from '../../words/words.ts';
import { PasteBox } from './PasteBox.tsx';
import css from './Run.module.css';
import { Suggestions } from './Suggestions.tsx';
import { takeEnv } from './take-pasted.ts';
import type { TakenPort } from './taken-ports.ts';

/** What every part of the form is given. */
export interface FieldsProps {
  readonly form: RunForm;
  readonly set: (patch: Partial<RunForm>) => void;
  /** What is wrong with a field, by its name as in `RunErrors`. */
  readonly error: (field: string) => string | undefined;
  /** What no name means. */
  readonly nameHint: string;
  /** Names of what the engine has, to choose from. */
  readonly images: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  /** The engine makes a folder of a mount's source that is not there. */
  readonly makesSources: boolean;
  /** Host ports that somebody else has, by row. */
  readonly taken: ReadonlyMap<number, TakenPort>;
}

const { basics, limits, more, environment, options, paste } = words.run;

const pulls: readonly { readonly value: PullPolicy; readonly label: string }[] = [
  { value: 'missing', label: basics.pulls.missing },
  { value: 'always', label: basics.pulls.always },
  { value: 'never', label: basics.pulls.never },
];

const restarts: readonly { readonly value: RestartPolicy; readonly label: string }[] = [
  { value: 'no', label: limits.restarts.no },
  { value: 'on-failure', label: limits.restarts.onFailure },
  { value: 'unless-stopped', label: limits.restarts.unlessStopped },
  { value: 'always', label: limits.restarts.always },
];

type TextName =
  | ('image' | 'name' | 'command' | 'entrypoint' | 'workdir' | 'user' | 'memory' | 'cpus' | 'maxRetries')
  | keyof OptionTexts;

/** The properties that bind a text field to a field of the form. */
export function bound({ form, set, error }: FieldsProps, name: TextName) {
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
          label={basics.image}
          mono
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog would put the focus on its close button
          autoFocus={form.image === ''}
          className={css['wide']}
          list={id}
          placeholder="nginx:1.27"
          {...bound(props, 'image')}
        />
        <Suggestions id={id} names={images} />
        <Select label={basics.pull} options={pulls} value={form.pull} onChange={(pull) => set({ pull })} />
      </div>
      <TextField
        label={basics.name}
        mono
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- as above
        autoFocus={form.image !== ''}
        hint={props.nameHint}
        {...bound(props, 'name')}
      />
      <TextField label={basics.command} mono hint={basics.commandHint} {...bound(props, 'command')} />
    </>
  );
}

/** Variables, one by one or as the text of a file. */
export function Environment({ form, set, error }: FieldsProps): ReactNode {
  return (
    <>
      <KeyValueEditor
        label={environment.title}
        item={environment.item}
        pairs={form.env}
        onChange={(env) => set({ env })}
        error={(_, index) => error(`env.${index}`)}
      />
      <PasteBox words={paste.env} onTake={(text) => takeEnv(text, form, set)} />
    </>
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
        <TextField
          label={limits.memory}
          mono
          className={css['wide']}
          placeholder={limits.none}
          {...bound(props, 'memory')}
        />
        <TextField
          label={options.labels.memorySwap}
          mono
          className={css['wide']}
          placeholder={options.placeholders.memorySwap}
          {...bound(props, 'memorySwap')}
        />
        <TextField
          label={limits.cpus}
          mono
          className={css['wide']}
          placeholder={limits.none}
          {...bound(props, 'cpus')}
        />
      </div>
      <div className={css['fields']}>
        <Select
          label={limits.restart}
          options={restarts}
          value={form.restart}
          onChange={(restart) => set({ restart })}
          {...(restart === undefined ? {} : { hint: <span className={css['wrong']}>{restart}</span> })}
        />
        {form.restart === 'on-failure' && (
          <TextField label={limits.maxRetries} mono placeholder={limits.endless} {...bound(props, 'maxRetries')} />
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
        label={limits.network}
        mono
        className={css['wide']}
        list={id}
        placeholder={limits.networkDefault}
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
        <TextField label={more.entrypoint} mono className={css['wide']} {...bound(props, 'entrypoint')} />
        <TextField label={more.workdir} mono className={css['wide']} {...bound(props, 'workdir')} />
        <TextField label={more.user} mono className={css['wide']} {...bound(props, 'user')} />
      </div>
      <KeyValueEditor
        label={more.labels}
        item={more.labelItem}
        pairs={form.labels}
        onChange={(labels) => set({ labels })}
        error={(_, index) => error(`labels.${index}`)}
      />
      <div className={css['fields']}>
        <Checkbox label={more.start} checked={form.start} onChange={(start) => set({ start })} />
        <Checkbox label={more.autoRemove} checked={form.autoRemove} onChange={(autoRemove) => set({ autoRemove })} />
        <Checkbox label={more.tty} checked={form.tty} onChange={(tty) => set({ tty })} />
        <Checkbox label={options.labels.stdin} checked={form.stdin} onChange={(stdin) => set({ stdin })} />
        <Checkbox label={options.labels.init} checked={form.init} onChange={(init) => set({ init })} />
      </div>
    </>
  );
}
