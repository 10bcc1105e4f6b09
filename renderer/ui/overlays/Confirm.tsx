import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { Button } from '../controls/Button.tsx';
import type { SwatchColour } from '../marks/Swatch.tsx';
import { Untrusted } from '../marks/Untrusted.tsx';
import css from './Dialog.module.css';
import { edged } from './edge.ts';
import scrim from './scrim.module.css';

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
  /** Whether yes may be said; it may unless this says otherwise. */
  ready?: boolean;
  /** The colour of what it is about, around it. */
  edge?: SwatchColour | undefined;
  onConfirm: () => void;
  onCancel: () => void;
}): ReactNode {
  const { open, question, children, confirmLabel, danger, ready = true, edge, onConfirm, onCancel } = props;
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onCancel()}>
      <AlertDialog.Portal>
        {/* Radix's own overlay locks scrolling with an injected style sheet, which a strict CSP refuses. */}
        <div className={scrim['overlay']} />
        <AlertDialog.Content
          className={css['dialog']}
          {...edged(edge)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !ready || !(event.target instanceof HTMLInputElement)) return;
            if (event.target.type === 'text') onConfirm();
          }}
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
              <Button>{words.common.cancel}</Button>
            </AlertDialog.Cancel>
            {/* Not AlertDialog.Action: that closes by itself and would cancel too. */}
            <Button variant={danger ? 'danger' : 'primary'} disabled={!ready} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
