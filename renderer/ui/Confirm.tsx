import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import css from './Dialog.module.css';
import { Untrusted } from './Untrusted.tsx';

/**
 * Asks before something that cannot be undone. The title is the question; Cancel has the focus and Escape cancels. What
 * goes lost, and check boxes for it, are the children.
 */
export function Confirm(props: {
  open: boolean;
  question: string;
  children?: ReactNode;
  /** The verb on the button. */
  confirmLabel: string;
  danger?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}): ReactNode {
  const { open, question, children, confirmLabel, danger, onConfirm, onCancel } = props;
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onCancel()}>
      <AlertDialog.Portal>
        {/* Radix's own overlay locks scrolling with an injected style sheet, which a strict CSP refuses. */}
        <div className={css['overlay']} />
        <AlertDialog.Content
          className={css['dialog']}
          {...(children === undefined && { 'aria-describedby': undefined })}
        >
          <header className={css['header']}>
            <AlertDialog.Title className={css['title']}>
              <Untrusted text={question} />
            </AlertDialog.Title>
          </header>
          <AlertDialog.Description asChild>
            <div className={css['body']}>{children}</div>
          </AlertDialog.Description>
          <footer className={css['footer']}>
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            {/* Not AlertDialog.Action: that closes by itself and would cancel too. */}
            <Button variant={danger ? 'danger' : 'primary'} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
