import { type ReactNode, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { Prompt } from '../../../app/engines/prompts.ts';
import { useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { KeyValue } from '../../ui/display/KeyValue.tsx';
import { Confirm } from '../../ui/overlays/Confirm.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './QuestionDialog.module.css';

const text = words.prompts;

type Of<K> = Extract<Prompt, { readonly kind: K }>;

/** Asks what main waits for, one after the other. */
export function PromptDialog(): ReactNode {
  const { prompts, engine } = useSession();
  const prompt = useStore(prompts.state, ({ open }) => open[0]);
  const name = useStore(
    engine,
    ({ list }) => list?.engines.find(({ id }) => id === prompt?.engine)?.name ?? text.tested,
  );
  if (!prompt) return null;
  const asked = { engine: printable(name, 60), onDecline: () => prompts.answer(prompt, { kind: 'declined' }) };
  return prompt.kind === 'host-key' ? (
    <HostKey prompt={prompt} {...asked} onAnswer={() => prompts.answer(prompt, { kind: 'host-key' })} />
  ) : (
    // A field of its own for each, so that nothing written for one stands in the next.
    <Secret
      key={prompt.id}
      prompt={prompt}
      {...asked}
      onAnswer={(secret) => prompts.answer(prompt, { kind: prompt.kind, secret })}
    />
  );
}

function HostKey(props: {
  prompt: Of<'host-key'>;
  engine: string;
  onAnswer: () => void;
  onDecline: () => void;
}): ReactNode {
  const { host, algorithm, fingerprint } = props.prompt;
  return (
    <Confirm
      open
      question={text.hostKey.title({ host: printable(host, 120) })}
      confirmLabel={text.hostKey.yes}
      onConfirm={props.onAnswer}
      onCancel={props.onDecline}
    >
      <div className={css['body']}>
        <p>{text.hostKey.text({ engine: props.engine })}</p>
        <KeyValue
          entries={[
            {
              label: text.hostKey.fingerprint({ algorithm: printable(algorithm, 40) }),
              value: printable(fingerprint, 200),
              mono: true,
            },
          ]}
        />
      </div>
    </Confirm>
  );
}

function Secret(props: {
  prompt: Of<'passphrase' | 'password'>;
  engine: string;
  onAnswer: (secret: string) => void;
  onDecline: () => void;
}): ReactNode {
  const { prompt, engine, onAnswer, onDecline } = props;
  const [secret, setSecret] = useState('');
  const id = useId();
  const locked = prompt.kind === 'passphrase';
  return (
    <Dialog
      open
      onClose={onDecline}
      title={(locked ? text.passphrase : text.password).title({ engine })}
      description={locked ? text.passphrase.text({ key: printable(prompt.key, 300) }) : text.password.text}
      footer={
        <>
          <Button onClick={onDecline}>{words.common.cancel}</Button>
          <Button variant="primary" type="submit" form={id}>
            {text.connect}
          </Button>
        </>
      }
    >
      <form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          onAnswer(secret);
        }}
      >
        <TextField
          label={locked ? text.passphrase.label : printable(prompt.words, 500)}
          type="password"
          value={secret}
          onChange={setSecret}
        />
      </form>
    </Dialog>
  );
}
