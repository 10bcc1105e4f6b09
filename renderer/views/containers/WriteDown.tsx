import { type ReactNode, useCallback, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import { runCommand } from '../../../app/derive/run-command.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { DialogForms } from '../../stores/shown/dialog.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { CopyButton } from '../../ui/controls/CopyButton.tsx';
import { RadioGroup } from '../../ui/controls/RadioGroup.tsx';
import { come } from '../../ui/layout/come.ts';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './WriteDown.module.css';

const { writing: own } = words.keeping;

type Form = keyof typeof own.forms;
const forms: readonly Form[] = ['run', 'compose'];

/** What is shown of it; all of it is copied. */
const mostLines = 500;
const longestLine = 2000;
/** Names of what is left out; a container may have thousands. */
const mostNamed = 20;

/** What makes the same container elsewhere: a command line or a Compose file. */
export function WriteDown(props: DialogForms['containers.write'] & { readonly onClose: () => void }): ReactNode {
  const { engine, container, onClose } = props;
  const { id, name } = container;
  const [form, setForm] = useState<Form>('run');
  const [values, setValues] = useState(false);
  const ask = useCallback(
    async ({ containers }: GantryClient, signal: AbortSignal) => {
      const about = { form, values };
      const recipe = await containers.recipe({ engine, id }, { signal });
      if (form === 'compose') {
        const { composeFile } = await come(() => import('../../../app/derive/compose-file.ts'));
        return { ...about, ...composeFile(recipe, values) };
      }
      const { spec, rest } = recipe;
      return { ...about, text: runCommand(spec, 'missing', values), left: rest.map(({ field }) => field) };
    },
    [engine, id, form, values],
  );
  const { answer: last, problem } = useAnswer(ask);
  // Never what was asked for before: it may have values in it.
  const answer = last?.form === form && last.values === values ? last : undefined;
  return (
    <Dialog
      open
      size="lg"
      onClose={onClose}
      title={own.title({ name: printable(name, 80) })}
      footer={<Button onClick={onClose}>{own.close}</Button>}
    >
      <div className={css['page']}>
        <RadioGroup
          label={own.as}
          value={form}
          onChange={setForm}
          options={forms.map((value) => ({ value, label: own.forms[value] }))}
        />
        <Checkbox label={own.values} hint={own.valuesHint} checked={values} onChange={setValues} />
        {problem && <ProblemBanner title={own.failed} problem={problem} />}
        {!problem && !answer && <Spinner />}
        {answer && (
          <section className={css['text']} aria-label={own.text}>
            <pre className={css['code']}>{shownOf(answer.text)}</pre>
            <CopyButton text={answer.text} label={own.copy} />
          </section>
        )}
        {answer && answer.left.length > 0 && (
          <p className={css['left']}>
            {own.left({ fields: printable(answer.left.slice(0, mostNamed).join(', '), 2000) })}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function shownOf(text: string): string {
  const lines = text.split('\n');
  const shown = lines.slice(0, mostLines).map((line) => printable(line, longestLine));
  return [...shown, ...(lines.length > mostLines ? ['…'] : [])].join('\n');
}
