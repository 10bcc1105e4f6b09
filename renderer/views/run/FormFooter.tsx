import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import { Kbd } from '../../ui/marks/Kbd.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './Run.module.css';

export interface FormFooterProps {
  /** What the form asks for is being done. */
  readonly busy: boolean;
  /** What is being done. */
  readonly text: string;
  /** What Ctrl+Enter does. */
  readonly keyDoes: string;
  readonly onCancel: () => void;
  readonly onClose: () => void;
  /** The buttons that go on. */
  readonly children: ReactNode;
}

/** The foot of a container's form: what its key does or what is going on, the way out, and the ways on. */
export function FormFooter({ busy, text, keyDoes, onCancel, onClose, children }: FormFooterProps): ReactNode {
  return (
    <>
      <output className={css['doing']}>
        {busy ? (
          printable(text, 100)
        ) : (
          <>
            <Kbd keys="Ctrl+Enter" /> {keyDoes}
          </>
        )}
      </output>
      {busy ? (
        <Button icon={X} onClick={onCancel}>
          {words.common.cancel}
        </Button>
      ) : (
        <Button onClick={onClose}>{words.common.close}</Button>
      )}
      {children}
    </>
  );
}
