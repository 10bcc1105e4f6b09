import { ClipboardPaste } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import { TextArea } from '../../ui/controls/TextArea.tsx';
import { words } from '../../words/words.ts';
import css from './Run.module.css';

/** Leads to the place for the text where that is open, and back to the button; answers what both are in. */
function useFocusHere(open: boolean) {
  const root = useRef<HTMLDivElement>(null);
  const was = useRef(false);
  useEffect(() => {
    const here = root.current;
    if (!here) return;
    if (open) here.querySelector('textarea')?.focus();
    // What had the focus is gone, and nobody has taken it on.
    else if (was.current && here.ownerDocument.activeElement === here.ownerDocument.body) {
      here.querySelector('button')?.focus();
    }
    was.current = open;
  }, [open]);
  return root;
}

/** A button in whose place a text can be pasted that fills fields. What could not be read stays, with the reason. */
export function PasteBox(props: {
  words: { readonly open: string; readonly label: string; readonly placeholder: string };
  /** Begins with the place for the text. */
  openAtFirst?: boolean;
  /** Fills the fields; answers in words why it cannot. */
  onTake: (text: string) => string | undefined;
  /** Takes the focus on from a text that was read; without it, that is the button. */
  after?: () => void;
}): ReactNode {
  const { words: own, onTake, after } = props;
  const [open, setOpen] = useState(props.openAtFirst ?? false);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const root = useFocusHere(open);
  const close = () => {
    setOpen(false);
    setText('');
    setFault(undefined);
  };
  const take = () => {
    const wrong = onTake(text);
    setFault(wrong);
    if (wrong === undefined) {
      close();
      after?.();
    } else root.current?.querySelector('textarea')?.focus();
  };
  return (
    <div ref={root} className={css['paste']}>
      {open ? (
        <Place words={own} text={text} fault={fault} onText={setText} onTake={take} onClose={close} />
      ) : (
        <Button size="sm" icon={ClipboardPaste} onClick={() => setOpen(true)}>
          {own.open}
        </Button>
      )}
    </div>
  );
}

interface PlaceProps {
  readonly words: { readonly label: string; readonly placeholder: string };
  readonly text: string;
  readonly fault: string | undefined;
  readonly onText: (text: string) => void;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

/** Where the text goes. */
function Place({ words: own, text, fault, onText, onTake, onClose }: PlaceProps): ReactNode {
  const onKey = (event: KeyboardEvent) => {
    const takes = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing;
    if (!takes && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    // The form that it is in has the same keys.
    event.nativeEvent.stopImmediatePropagation();
    if (takes) onTake();
    else onClose();
  };
  return (
    <>
      <div onKeyDown={onKey}>
        <TextArea label={own.label} placeholder={own.placeholder} value={text} onChange={onText} error={fault} />
      </div>
      <div className={css['fields']}>
        <Button size="sm" onClick={onTake}>
          {words.run.paste.take}
        </Button>
        <Button size="sm" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </>
  );
}
