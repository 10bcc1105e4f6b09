import { type ReactNode, useState } from 'react';
import { isConsoleLine, longestConsole } from '../../../app/consoles.ts';
import type { GantryClient } from '../../../app/contract.ts';
import { useSession, useSettings } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { TextField } from '../../ui/controls/TextField.tsx';
import { words } from '../../words/words.ts';
import css from './Settings.module.css';

const text = words.settings.console;

const askFound = async (client: GantryClient, signal: AbortSignal) => ({
  found: await client.consoles.find({}, { signal }),
});

/** The terminal program that shells are opened in outside of Gantry. What is typed counts once it can be one. */
export function Console(): ReactNode {
  const { settings } = useSession();
  const { console } = useSettings();
  const { answer } = useAnswer(askFound);
  const [typed, setTyped] = useState<string>();
  const line = typed ?? console;
  const wrong = line !== '' && !isConsoleLine(line);
  const known = answer?.found ? text.found(answer.found) : text.notFound;
  return (
    <section className={css['group']} aria-label={text.title}>
      <h2>{text.title}</h2>
      <TextField
        label={text.line}
        mono
        value={line}
        maxLength={longestConsole}
        placeholder={text.example}
        hint={answer ? `${text.hint} ${known}` : text.hint}
        error={wrong ? text.wrong : undefined}
        onChange={(now) => {
          setTyped(now);
          if (now === '' || isConsoleLine(now)) settings.update({ console: now });
        }}
        onBlur={() => setTyped(undefined)}
      />
    </section>
  );
}
