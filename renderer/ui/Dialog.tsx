import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import css from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';
import { Untrusted } from './Untrusted.tsx';

/** A window in the window: keeps the focus until Escape, its close button or a click outside closes it. */
export function Dialog(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  /** A sentence under the title. */
  description?: ReactNode;
  children: ReactNode;
  /** Buttons, at the right. */
  footer?: ReactNode;
  size?: 'md' | 'lg';
}): ReactNode {
  return (
    <Radix.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Radix.Portal>
        {/* Radix's own overlay locks scrolling with an injected style sheet, which a strict CSP refuses. */}
        <div className={css['overlay']} />
        <Radix.Content
          className={css['dialog']}
          data-size={props.size ?? 'md'}
          onOpenAutoFocus={focusField}
          {...(props.description === undefined && { 'aria-describedby': undefined })}
        >
          <header className={css['header']}>
            <Radix.Title className={css['title']}>
              <Untrusted text={props.title} />
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" icon={X} size="sm" />
            </Radix.Close>
          </header>
          <div className={css['body']}>
            {props.description !== undefined && (
              <Radix.Description asChild>
                <div className={css['description']}>{props.description}</div>
              </Radix.Description>
            )}
            {props.children}
          </div>
          {props.footer !== undefined && <footer className={css['footer']}>{props.footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A form begins at its first field, not at the close button. */
function focusField(event: Event): void {
  const field =
    event.target instanceof HTMLElement && event.target.querySelector<HTMLElement>('input, select, textarea');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
