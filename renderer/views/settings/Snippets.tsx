import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { mostSnippets, type Snippet } from '../../../app/text/snippets.ts';
import { addSnippet, moveSnippet, removeSnippet } from '../../commands/typing/snippets.ts';
import { useSession, useSettings } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import lists from './Logs.module.css';
import groups from './Settings.module.css';
import css from './Snippets.module.css';

const text = words.typing.snippets;

/** The commands that are kept to be typed into shells. */
export function Snippets(): ReactNode {
  const session = useSession();
  const { snippets } = useSettings();
  const isFull = snippets.length >= mostSnippets;
  return (
    <section className={groups['group']} aria-label={text.title}>
      <h2>{text.title}</h2>
      <p className={lists['hint']}>{snippets.length === 0 ? text.none : text.note}</p>
      {snippets.length > 0 && (
        <ul className={lists['kept']} aria-label={text.list}>
          {snippets.map((snippet, at) => (
            <Row key={snippet.id} snippet={snippet} isFirst={at === 0} isLast={at === snippets.length - 1} />
          ))}
        </ul>
      )}
      <div>
        <Button
          disabled={isFull}
          reason={isFull ? text.full({ most: mostSnippets }) : undefined}
          onClick={() => void addSnippet.run(session)}
        >
          {text.add}
        </Button>
      </div>
    </section>
  );
}

interface RowProps {
  readonly snippet: Snippet;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function Row({ snippet, isFirst, isLast }: RowProps): ReactNode {
  const session = useSession();
  const name = printable(snippet.name, 80);
  const about = [printable(snippet.filter, 80), ...(snippet.atOnce ? [text.atOnce] : [])].filter((one) => one !== '');
  return (
    <li>
      <div>
        <div>{name}</div>
        <div className={css['text']}>{printable(snippet.text, 120)}</div>
        {about.length > 0 && <div className={lists['hint']}>{about.join(' · ')}</div>}
      </div>
      <IconButton
        label={text.up({ name })}
        icon={ArrowUp}
        disabled={isFirst}
        onClick={() => moveSnippet(snippet, -1, session)}
      />
      <IconButton
        label={text.down({ name })}
        icon={ArrowDown}
        disabled={isLast}
        onClick={() => moveSnippet(snippet, 1, session)}
      />
      <IconButton
        label={text.edit({ name })}
        icon={Pencil}
        onClick={() => session.dialog.show({ kind: 'snippets.form', with: { snippet } })}
      />
      <IconButton label={text.remove({ name })} icon={Trash2} onClick={() => removeSnippet(snippet, session)} />
    </li>
  );
}
