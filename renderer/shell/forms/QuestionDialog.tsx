import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../hooks/session.tsx';
import type { Question } from '../../stores/shown/question.ts';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { Confirm } from '../../ui/overlays/Confirm.tsx';
import { printable } from '../../ui/printable.ts';
import { useAskedEngines } from '../../views/parts/asked-engines.tsx';
import { words } from '../../words/words.ts';
import css from './QuestionDialog.module.css';

/** Names shown in a question before "and N more". */
const shown = 8;

/** Asks what a command wants to know before it does something irrevocable. */
export function QuestionDialog(): ReactNode {
  const { question } = useSession();
  const asked = useStore(question.state, ({ asked }) => asked);
  const [chosenFor, setChosenFor] = useState<Question>();
  // Bound to the question, so that a choice made for one does not stand for the next.
  const option = asked !== undefined && chosenFor === asked;
  const { ready, edge, content } = useAskedEngines(asked?.engines ?? [], asked);
  return (
    <Confirm
      open={asked !== undefined}
      question={printable(asked?.title ?? '', 120)}
      confirmLabel={asked?.confirm ?? ''}
      danger={asked?.tone !== 'plain'}
      ready={ready}
      edge={edge}
      onConfirm={() => question.answer({ option })}
      onCancel={() => question.answer(undefined)}
    >
      {asked && (
        <Body asked={asked} option={option} onOption={(on) => setChosenFor(on ? asked : undefined)} engines={content} />
      )}
    </Confirm>
  );
}

function Body({
  asked,
  option,
  onOption,
  engines,
}: {
  asked: Question;
  option: boolean;
  onOption: (on: boolean) => void;
  engines: ReactNode;
}): ReactNode {
  const items = asked.items ?? [];
  return (
    <div className={css['body']}>
      <p>{asked.body}</p>
      {items.length > 0 && (
        <ul className={css['items']}>
          {items.slice(0, shown).map((item) => (
            <li key={item}>{printable(item, 80)}</li>
          ))}
          {items.length > shown && <li>{words.common.andMore({ count: items.length - shown })}</li>}
        </ul>
      )}
      {asked.option && (
        <Checkbox label={asked.option.label} hint={asked.option.hint} checked={option} onChange={onOption} />
      )}
      {engines}
    </div>
  );
}
