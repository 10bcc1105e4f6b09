import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Problem } from '../../../app/rpc/problem.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import css from './Facts.module.css';
import { ProblemBanner } from './ProblemBanner.tsx';

/** A form in a dialog: Cancel and one button that sends it, Enter in a field too; a problem stands above the fields. */
export function FormWindow(props: {
  title: string;
  /** The verb on the button. */
  verb: string;
  /** Whether it can be sent as it is. */
  ready: boolean;
  busy: boolean;
  problem: Problem | undefined;
  /** Above the problem, e.g. `The volume was not created`. */
  failed: string;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { title, verb, ready, busy, problem, failed, onSubmit, onClose, children } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  // The dialog itself would focus its close button.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button variant="primary" type="submit" form={id} busy={busy} disabled={!ready}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void onSubmit();
        }}
      >
        {/* What is wrong with the name stands below the name. */}
        {problem && problem.field !== 'name' && <ProblemBanner title={failed} problem={problem} />}
        {children}
      </form>
    </Dialog>
  );
}

/** What is wrong with the name of a volume or network that is to be made; '' counts as good. */
export function wrongName(name: string, problem: Problem | undefined): string | undefined {
  if (name !== '' && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/.test(name)) return words.parts.nameRule;
  return problem?.field === 'name' ? said(problem) : undefined;
}
