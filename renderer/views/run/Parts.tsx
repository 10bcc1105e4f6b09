import type { ReactNode } from 'react';
import type { SwitchOption } from '../../../app/derive/run-options.ts';
import { emptyForm, type RunForm } from '../../stores/shown/run-drafts.ts';
import { words } from '../../words/words.ts';
import { Basics, Environment, type FieldsProps, Limits, More } from './Fields.tsx';
import { MountRows } from './MountRows.tsx';
import { Options, Switch, type TextOption } from './Options.tsx';
import { PortRows } from './PortRows.tsx';
import { Section } from './Section.tsx';

const { run: own } = words;

const empty = emptyForm('');

interface Seldom {
  /** What stands beside each other. */
  readonly rows: readonly (readonly TextOption[])[];
  readonly toggle?: SwitchOption;
}

/** What is asked for less often, by section. */
const seldom: Readonly<Record<keyof typeof own.options.sections, Seldom>> = {
  names: {
    rows: [
      ['hostname', 'extraHosts'],
      ['dns', 'dnsSearch'],
    ],
  },
  rights: { rows: [['capAdd', 'capDrop'], ['securityOptions', 'groups'], ['devices']], toggle: 'readOnlyRoot' },
  kernel: {
    rows: [
      ['pidsLimit', 'shmSize'],
      ['ulimits', 'sysctls'],
    ],
  },
  health: {
    rows: [['healthCommand'], ['healthInterval', 'healthTimeout', 'healthStartPeriod', 'healthRetries']],
    toggle: 'noHealthcheck',
  },
  ending: {
    rows: [
      ['logDriver', 'logOptions'],
      ['stopSignal', 'stopTimeout'],
    ],
  },
};

/** Which fields are in each section that can be folded. */
const fieldsOf: Readonly<Record<'environment' | 'limits' | 'more' | keyof typeof seldom, readonly (keyof RunForm)[]>> =
  {
    environment: ['env'],
    limits: ['network', 'memory', 'memorySwap', 'cpus', 'restart', 'maxRetries'],
    more: ['entrypoint', 'workdir', 'user', 'labels', 'start', 'autoRemove', 'tty', 'stdin', 'init'],
    names: fieldsIn('names'),
    rights: fieldsIn('rights'),
    kernel: fieldsIn('kernel'),
    health: fieldsIn('health'),
    ending: fieldsIn('ending'),
  };

function fieldsIn(name: keyof typeof seldom): readonly (keyof RunForm)[] {
  const { rows, toggle } = seldom[name];
  return [...rows.flat(), ...(toggle === undefined ? [] : [toggle])];
}

/** The form in its sections; those that are asked for less often begin folded. */
export function Parts(fields: FieldsProps): ReactNode {
  const part = (name: keyof typeof fieldsOf) => ({
    set: fieldsOf[name].filter((field) => isSet(fields.form, field)).length,
    wrong: fieldsOf[name].some((field) => fields.error(field) !== undefined),
  });
  return (
    <>
      <Section title={own.sections.basics}>
        <Basics {...fields} />
      </Section>
      <Section title={own.sections.reached}>
        <PortRows {...fields} />
        <Switch fields={fields} name="publishAll" />
        <MountRows {...fields} />
      </Section>
      <Section title={own.environment.title} folds="open" {...part('environment')}>
        <Environment {...fields} />
      </Section>
      <Section title={own.sections.limits} folds="open" {...part('limits')}>
        <Limits {...fields} />
      </Section>
      <Section title={own.sections.more} folds="open" {...part('more')}>
        <More {...fields} />
      </Section>
      {(Object.keys(seldom) as (keyof typeof seldom)[]).map((name) => (
        <Section key={name} title={own.options.sections[name]} folds="folded" {...part(name)}>
          <Options fields={fields} rows={seldom[name].rows} />
          {seldom[name].toggle && <Switch fields={fields} name={seldom[name].toggle} />}
        </Section>
      ))}
    </>
  );
}

/** Whether a field says something else than a form that nobody has typed into. */
function isSet(form: RunForm, field: keyof RunForm): boolean {
  const value = form[field];
  return Array.isArray(value) ? value.length > 0 : value !== empty[field];
}
