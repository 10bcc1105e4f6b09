import { type ReactNode, useId } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { StartedTask } from '../../../app/tasks.ts';
import { isFault, parseReference } from '../../../app/text/image-reference.ts';
import { useSession } from '../../hooks/session.tsx';
import { type Submit, useSubmit } from '../../hooks/use-submit.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './TransferForm.module.css';

/** A dialog with fields, what went wrong with them, and one button that sends them. */
export function TransferForm(props: {
  title: string;
  description?: ReactNode;
  /** On the button, e.g. `Pull`. */
  verb: string;
  /** Why it cannot be sent as it is. */
  fault: string | undefined;
  submit: Submit;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { title, description, verb, fault, submit, onSubmit, onClose, children } = props;
  const id = useId();
  const footer = (
    <>
      <Button onClick={onClose}>{words.common.cancel}</Button>
      <Button
        variant="primary"
        type="submit"
        form={id}
        busy={submit.busy}
        disabled={fault !== undefined}
        reason={fault}
      >
        {verb}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={footer}
      {...(description === undefined ? {} : { description })}
    >
      <form
        id={id}
        ref={focusFirst}
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (fault === undefined) onSubmit();
        }}
      >
        {children}
        {submit.problem && <ProblemBanner title={words.transfers.failed({ verb })} problem={submit.problem} />}
      </form>
    </Dialog>
  );
}

/** The dialog itself would put the focus on its close button. */
function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector('input')?.focus();
}

/** A form that starts a task and closes; `start` is to be given to the form's `onSubmit`. */
export function useTaskForm(onClose: () => void): {
  readonly submit: Submit;
  readonly start: (ask: (client: GantryClient) => Promise<StartedTask>) => void;
} {
  const { tasks } = useSession();
  const submit = useSubmit();
  const started = ({ task }: StartedTask) => {
    tasks.startedHere(task);
    onClose();
  };
  return { submit, start: (ask) => void submit.send(ask, started) };
}

/** Why a text names no image, as a sentence. */
export function referenceFault(text: string): string | undefined {
  const parsed = parseReference(text);
  return isFault(parsed) ? said(parsed.fault) : undefined;
}

/** Why a text cannot become a name of an image, as a sentence. */
export function newNameFault(text: string): string | undefined {
  const parsed = parseReference(text);
  if (isFault(parsed)) return said(parsed.fault);
  return parsed.digest === undefined ? undefined : words.images.tagging.noDigest;
}
