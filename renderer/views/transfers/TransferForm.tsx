import { type ReactNode, useId } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import { isFault, parseReference } from '../../../app/image-reference.ts';
import type { StartedTask } from '../../../app/tasks.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import css from './TransferForm.module.css';
import { type Submit, useSubmit } from './use-submit.ts';

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
      <Button onClick={onClose}>Cancel</Button>
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
          if (fault === undefined && !submit.busy) onSubmit();
        }}
      >
        {children}
        {submit.problem && <ProblemBanner title={`${verb} failed`} problem={submit.problem} />}
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
  const start = async (ask: (client: GantryClient) => Promise<StartedTask>): Promise<void> => {
    const started = await submit.send(ask);
    if (!started) return;
    tasks.startedHere(started.task);
    onClose();
  };
  return { submit, start: (ask) => void start(ask) };
}

/** Why a text names no image, as a sentence. */
export function referenceFault(text: string): string | undefined {
  const parsed = parseReference(text);
  return isFault(parsed) ? parsed.fault : undefined;
}
