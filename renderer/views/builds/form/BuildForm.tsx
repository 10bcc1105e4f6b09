import type { ReactNode } from 'react';
import type { BuildRecord } from '../../../../app/builds.ts';
import type { DockerfileOutline } from '../../../../app/dockerfile/outline.ts';
import type { BuildAbility } from '../../../../app/reasons/builds.ts';
import type { BuildForm as Form } from '../../../stores/shown/build-forms.ts';
import { Checkbox } from '../../../ui/controls/Checkbox.tsx';
import { KeyValueEditor } from '../../../ui/controls/KeyValueEditor.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { CommandLine } from '../../parts/CommandLine.tsx';
import css from './BuildForm.module.css';
import { argumentRows, type BuildPlace, commandOf, formErrors, isValid } from './form.ts';
import { MoreOptions } from './MoreOptions.tsx';
import { WishOptions } from './WishOptions.tsx';

const formWords = words.builds.form;

interface BuildFormProps {
  readonly form: Form;
  readonly outline: DockerfileOutline;
  /** The build that is shown. */
  readonly record: BuildRecord | undefined;
  /** What is built. */
  readonly place: BuildPlace;
  /** What the engine's builder can; undefined while that is not known. */
  readonly able: readonly BuildAbility[] | undefined;
  readonly onChange: (form: Form) => void;
}

/** What to build and how: tags, target, arguments, cache, what few builds need, and the line that does the same. */
export function BuildForm(props: BuildFormProps): ReactNode {
  const { form, outline, place, able, onChange } = props;
  const given = props.record?.argNames ?? [];
  const stages = outline.stages.flatMap(({ name }) => name ?? []);
  const targets = [
    { value: '', label: stages.length === 0 ? formWords.onlyStage : formWords.lastStage },
    ...stages.map((name) => ({ value: name, label: printable(name, 80) })),
  ];
  const errors = formErrors(form, able);
  const defaults = new Map(outline.args.map((arg) => [arg.name, arg.default]));
  const rows = argumentRows(form.args, outline);
  return (
    <div className={css['form']} role="group" aria-label={formWords.label}>
      <div className={css['row']}>
        <div className={css['tag']}>
          <TextField
            label={formWords.tag}
            mono
            placeholder={formWords.tagExample}
            value={form.tag}
            error={errors.tag}
            onChange={(tag) => onChange({ ...form, tag })}
          />
        </div>
        <Select
          label={formWords.target}
          options={targets}
          value={stages.includes(form.target) ? form.target : ''}
          onChange={(target) => onChange({ ...form, target })}
          disabled={stages.length === 0}
        />
      </div>
      <KeyValueEditor
        label={formWords.args}
        item={formWords.arg}
        pairs={rows}
        onChange={(args) => onChange({ ...form, args })}
        error={({ name }) => errors.args.get(name)}
        valuePlaceholder={({ name }) =>
          given.includes(name) ? formWords.notKept : (defaults.get(name) ?? formWords.notSet)
        }
      />
      <div className={css['row']}>
        <Checkbox
          label={formWords.noCache}
          checked={form.noCache}
          onChange={(noCache) => onChange({ ...form, noCache })}
        />
        <Checkbox label={formWords.pull} checked={form.pull} onChange={(pull) => onChange({ ...form, pull })} />
      </div>
      <MoreOptions more={form.more} errors={errors.more} onChange={(more) => onChange({ ...form, more })} />
      <WishOptions
        {...{ wishes: form.wishes, errors: errors.wishes, able }}
        onChange={(wishes) => onChange({ ...form, wishes })}
      />
      <CommandLine text={isValid(form, able) ? commandOf(form, place) : undefined} none={formWords.noLine} />
    </div>
  );
}
