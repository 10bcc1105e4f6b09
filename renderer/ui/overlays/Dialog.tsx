import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { focusAhead } from '../focus.ts';
import type { SwatchColour } from '../marks/Swatch.tsx';
import { Untrusted } from '../marks/Untrusted.tsx';
import css from './Dialog.module.css';
import { edged } from './edge.ts';
import scrim from './scrim.module.css';

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
  /** The colour of what it is about, around it. */
  edge?: SwatchColour | undefined;
}): ReactNode {
  return (
    <Radix.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Radix.Portal>
        {/* Radix's own overlay locks scrolling with an injected style sheet, which a strict CSP refuses. */}
        <div className={scrim['overlay']} />
        <Radix.Content
          className={css['dialog']}
          data-size={props.size ?? 'md'}
          {...edged(props.edge)}
          onOpenAutoFocus={focusField}
          // A shell that it opened takes the keys, not what had them before it.
          onCloseAutoFocus={(event) => focusAhead() && event.preventDefault()}
          {...(props.description === undefined && { 'aria-describedby': undefined })}
        >
          <header className={css['header']}>
            <Radix.Title className={css['title']}>
              <Untrusted text={props.title} />
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton label={words.common.close} icon={X} size="sm" />
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

/** A form begins at its first field, or at what says that it is first, not at the close button. */
function focusField(event: Event): void {
  const field =
    event.target instanceof HTMLElement &&
    event.target.querySelector<HTMLElement>('input, select, textarea, [data-first]');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
