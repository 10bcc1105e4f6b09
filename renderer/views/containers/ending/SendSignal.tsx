import { type ReactNode, useState } from 'react';
import { isKill, SignalName } from '../../../../app/containers.ts';
import { killCommand } from '../../../../app/derive/end-command.ts';
import { endedOn, signalTo, toldOfSignal } from '../../../commands/container/ending.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useSubmit } from '../../../hooks/use-submit.ts';
import type { DialogForms } from '../../../stores/shown/dialog.ts';
import { Select } from '../../../ui/controls/Select.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { printable } from '../../../ui/printable.ts';
import { said } from '../../../words/problems.ts';
import { words } from '../../../words/words.ts';
import { CommandLine } from '../../parts/CommandLine.tsx';
import { FormWindow } from '../../parts/FormWindow.tsx';

const text = words.ending.signal;

const known = Object.keys(text.meanings) as readonly (keyof typeof text.meanings)[];
type Choice = (typeof known)[number] | 'other';

const choices: readonly { readonly value: Choice; readonly label: string }[] = [
  ...known.map((value) => ({ value, label: value })),
  { value: 'other', label: text.other },
];

/** Asks which signal containers are to get. */
export function SendSignal(props: DialogForms['containers.signal'] & { readonly onClose: () => void }): ReactNode {
  const { targets, of, onClose } = props;
  const session = useSession();
  const { signal: last } = session.endings.last();
  const [choice, setChoice] = useState<Choice>(known.find((name) => name === last) ?? 'other');
  const [typed, setTyped] = useState(choice === 'other' ? last : '');
  /** What was sent last: what is said of it is about that and no other signal. */
  const [sent, setSent] = useState('');
  const { busy, problem, send } = useSubmit();
  const signal = choice === 'other' ? typed.trim().toUpperCase() : choice;
  const isSignal = SignalName.safeParse(signal).success;
  const [first, second] = targets;
  const submit = async () => {
    session.endings.keep({ signal });
    // What is wrong with the signal of one container is told in the form; a question about KILL takes the form's place.
    if (!first || second || isKill(signal)) {
      onClose();
      return signalTo(signal, targets, of, session);
    }
    setSent(signal);
    await send(
      (client) => client.containers.kill({ engine: first.engine, id: first.container.id, signal }),
      () => {
        onClose();
        toldOfSignal(signal, first, of, session);
      },
    );
  };
  const isOfField = problem?.field === 'signal' || problem?.code === 'conflict';
  const refused = problem && isOfField && sent === signal ? said(problem) : undefined;
  return (
    <FormWindow
      title={titleOf(targets)}
      verb={text.verb}
      ready={isSignal}
      busy={busy}
      problem={isOfField ? undefined : problem}
      failed={text.failed}
      onSubmit={submit}
      onClose={onClose}
    >
      <SignalFields {...{ choice, setChoice, typed, setTyped, isSignal, refused }} />
      <CommandLine text={isSignal ? killCommand(endedOn(targets, session), signal) : undefined} />
    </FormWindow>
  );
}

function titleOf([first, ...others]: DialogForms['containers.signal']['targets']): string {
  return first && others.length === 0
    ? text.title({ name: printable(first.container.name, 80) })
    : text.titleOfMany({ count: others.length + 1 });
}

function SignalFields(props: {
  choice: Choice;
  setChoice: (choice: Choice) => void;
  typed: string;
  setTyped: (typed: string) => void;
  isSignal: boolean;
  refused: string | undefined;
}): ReactNode {
  const { choice, setChoice, typed, setTyped, isSignal, refused } = props;
  const isOther = choice === 'other';
  return (
    <>
      <Select
        label={text.which}
        options={choices}
        value={choice}
        onChange={setChoice}
        hint={isOther ? undefined : text.meanings[choice]}
        error={isOther ? undefined : refused}
      />
      {isOther && (
        <TextField
          label={text.name}
          mono
          value={typed}
          onChange={setTyped}
          hint={text.rule}
          error={typed.trim() !== '' && !isSignal ? text.rule : refused}
        />
      )}
    </>
  );
}
