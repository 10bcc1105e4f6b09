import type { ReactNode } from 'react';
import type { LeftOver } from '../../../app/derive/run-line/run-line.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './Run.module.css';

const { left: own } = words.run.paste;

/** Told one by one; nobody reads more. */
const mostShown = 20;

/** What was pasted and is in no field, each with the reason, until somebody says that they have seen it. */
export function LeftOvers(props: { readonly left: readonly LeftOver[]; readonly onSeen: () => void }): ReactNode {
  const { left, onSeen } = props;
  if (left.length === 0) return null;
  return (
    <Banner
      tone="warn"
      title={own.title}
      actions={
        <Button size="sm" onClick={onSeen}>
          {own.dismiss}
        </Button>
      }
    >
      <ul className={css['left']}>
        {left.slice(0, mostShown).map(({ what, why }, index) => (
          // They have no identity but their place.
          <li key={index}>
            <code>{printable(what, 200)}</code>: {own.item({ why })}
          </li>
        ))}
        {left.length > mostShown && <li>{own.more({ count: left.length - mostShown })}</li>}
      </ul>
    </Banner>
  );
}
