import type { ReactNode } from 'react';
import type { DockerfileOutline } from '../../../app/dockerfile/outline.ts';
import type { BuildForm as Form } from '../../stores/shown/build-forms.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { KeyValueEditor } from '../../ui/controls/KeyValueEditor.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './BuildForm.module.css';
import { argumentRows, formErrors } from './form.ts';

const formWords = words.builds.form;

/** What to build and how: tag, target, arguments, cache. */
export function BuildForm(props: {
  form: Form;
  outline: DockerfileOutline;
  /** Names of the arguments that the last build was given. */
  given: readonly string[];
  onChange: (form: Form) => void;
}): ReactNode {
  const { form, outline, given, onChange } = props;
  const stages = outline.stages.flatMap(({ name }) => name ?? []);
  const targets = [
    { value: '', label: stages.length === 0 ? formWords.onlyStage : formWords.lastStage },
    ...stages.map((name) => ({ value: name, label: printable(name, 80) })),
  ];
  const errors = formErrors(form);
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
    </div>
  );
}
