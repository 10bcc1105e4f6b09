import { Play } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { runCommand } from '../../../app/derive/run-command.ts';
import { draftKey, type RunForm, type RunOpening } from '../../stores/shown/run-drafts.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { words } from '../../words/words.ts';
import { CommandLine } from '../parts/CommandLine.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { FormFooter, type FormFooterProps } from './FormFooter.tsx';
import { readForm } from './form.ts';
import { LeftOvers } from './LeftOvers.tsx';
import { Parts } from './Parts.tsx';
import { PasteBox } from './PasteBox.tsx';
import css from './Run.module.css';
import { takeLine } from './take-pasted.ts';
import { shownErrors, useFields, useFocusWrong } from './use-fields.ts';
import { useForm } from './use-form.ts';
import { useRun } from './use-run.ts';

const { run: own } = words;

/** The form that creates and runs a container. What is typed stays until it was run, even when the form is closed. */
export function RunDialog({ onClose, ...opening }: RunOpening & { readonly onClose: () => void }): ReactNode {
  const { engine } = opening;
  const { form, set } = useForm(opening);
  const [tried, setTried] = useState(0);
  const draft = draftKey(opening);
  const { run, cancel, busy, text, refusal } = useRun(
    { draft, send: (client, order) => client.create.run({ engine, ...order }) },
    onClose,
  );
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
        {opening.recipe?.untold && <Banner tone="warn" title={words.edits.untold} />}
        <LeftOvers left={form.left} onSeen={() => set({ left: [] })} />
        <Parts {...fields} />
        <CommandLine text={spec ? runCommand(spec, form.pull) : undefined} />
      </form>
    </Dialog>
  );
}

interface FooterProps extends Omit<FormFooterProps, 'keyDoes' | 'children'> {
  readonly form: RunForm;
  readonly onRun: () => void;
}

function Footer({ form, onRun, ...rest }: FooterProps): ReactNode {
  return (
    <FormFooter {...rest} keyDoes={form.start ? own.keyRuns : own.keyCreates}>
      <Button variant="primary" icon={Play} busy={rest.busy} onClick={onRun}>
        {form.start ? own.run : own.create}
      </Button>
    </FormFooter>
  );
}
