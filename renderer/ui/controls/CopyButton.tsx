import { Check, Copy, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { words } from '../../words/words.ts';
import { copyText } from '../copy-text.ts';
import spoken from '../marks/spoken.module.css';
import { IconButton } from './IconButton.tsx';

/** ms the tick stays. */
const shown = 1_200;

/** Copies a text and says whether that worked. */
export function CopyButton(props: { text: string; label?: string; size?: 'sm' | 'md'; tabIndex?: number }): ReactNode {
  const { text, label = words.common.copy, size = 'sm', tabIndex } = props;
  const [result, setResult] = useState<'none' | 'copied' | 'failed'>('none');
  useEffect(() => {
    if (result === 'none') return;
    const timer = setTimeout(() => setResult('none'), shown);
    return () => clearTimeout(timer);
  }, [result]);
  const icon = { none: Copy, copied: Check, failed: X }[result];
  const title = { none: label, copied: words.ui.copied, failed: words.ui.copyFailed }[result];
  return (
    <>
      <IconButton
        label={label}
        title={title}
        icon={icon}
        size={size}
        tabIndex={tabIndex}
        onClick={() => void copyText(text).then((ok) => setResult(ok ? 'copied' : 'failed'))}
      />
      <output className={spoken['spoken']}>{result === 'none' ? '' : title}</output>
    </>
  );
}
