import { type ReactNode, useState } from 'react';
import { mostStopSeconds, StopSeconds } from '../../../../app/containers.ts';
import { stopCommand } from '../../../../app/derive/end-command.ts';
import { endedOn, stopWithin } from '../../../commands/container/ending.ts';
import { useSession } from '../../../hooks/session.tsx';
import type { DialogForms } from '../../../stores/shown/dialog.ts';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { CommandLine } from '../../parts/CommandLine.tsx';
import { FormWindow } from '../../parts/FormWindow.tsx';

const text = words.ending.stop;

/** Asks how long containers may take to end by themselves. It closes as they are asked to: that may take long. */
export function StopWith(props: DialogForms['containers.stop-with'] & { readonly onClose: () => void }): ReactNode {
  const { targets, of, onClose } = props;
  const session = useSession();
  const [typed, setTyped] = useState(() => session.endings.last().seconds);
  const seconds = readSeconds(typed);
  const submit = async () => {
    if (seconds === 'wrong') return;
    session.endings.keep({ seconds: typed.trim() });
    onClose();
    await stopWithin(seconds, targets, of, session);
  };
  const [first, second] = targets;
  return (
    <FormWindow
      title={
        first && !second
          ? text.title({ name: printable(first.container.name, 80) })
          : text.titleOfMany({ count: targets.length })
      }
      verb={text.verb}
      ready={seconds !== 'wrong'}
      busy={false}
      problem={undefined}
      failed=""
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text.seconds}
        mono
        inputMode="numeric"
        value={typed}
        onChange={setTyped}
        onFocus={(event) => event.currentTarget.select()}
        hint={text.hint}
        error={seconds === 'wrong' ? text.rule({ most: mostStopSeconds }) : undefined}
      />
      <CommandLine text={seconds === 'wrong' ? undefined : stopCommand(endedOn(targets, session), seconds)} />
    </FormWindow>
  );
}

/** What was typed, in seconds; undefined where that is nothing. */
function readSeconds(typed: string): number | undefined | 'wrong' {
  const trimmed = typed.trim();
  if (trimmed === '') return undefined;
  const seconds = /^(?:-1|\d{1,10})$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  return StopSeconds.safeParse(seconds).success ? seconds : 'wrong';
}
