import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../hooks/session.tsx';
import type { Later, Question } from '../../stores/shown/question.ts';
import { Button } from '../../ui/controls/Button.tsx';
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
  const later = useLater(asked);
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
        <Body
          asked={asked}
          later={later}
          option={option}
          onOption={(on) => setChosenFor(on ? asked : undefined)}
          onLeave={() => question.answer(undefined)}
          engines={content}
        />
      )}
    </Confirm>
  );
}

/** What comes to be known of a question while it is asked. */
function useLater(asked: Question | undefined): Later | undefined {
  const [known, setKnown] = useState<{ readonly of: Question; readonly later: Later }>();
  useEffect(() => {
    if (!asked?.later) return;
    const answered = new AbortController();
    asked.later(answered.signal).then(
      (later) => setKnown({ of: asked, later }),
      () => undefined,
    );
    return () => answered.abort();
  }, [asked]);
  return known?.of === asked ? known?.later : undefined;
}

interface BodyProps {
  readonly asked: Question;
  readonly later: Later | undefined;
  readonly option: boolean;
  readonly onOption: (on: boolean) => void;
  readonly onLeave: () => void;
  readonly engines: ReactNode;
}

function Body({ asked, later, option, onOption, onLeave, engines }: BodyProps): ReactNode {
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
      {later?.body !== undefined && (
        <p role="status" className={css['later']}>
          <span>{later.body}</span>
          {later.offer && (
            <Button
              size="sm"
              onClick={() => {
                onLeave();
                later.offer?.run();
              }}
            >
              {later.offer.label}
            </Button>
          )}
        </p>
      )}
      {asked.option && (
        <Checkbox label={asked.option.label} hint={asked.option.hint} checked={option} onChange={onOption} />
      )}
      {engines}
    </div>
  );
}
