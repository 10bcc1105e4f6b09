import type { ReactNode } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import { useSectionLabel } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import { KeyValue } from '../../ui/display/KeyValue.tsx';
import { words } from '../../words/words.ts';
import { Heading } from '../parts/Heading.tsx';
import { Appearance } from './Appearance.tsx';
import { Console } from './Console.tsx';
import { Logs } from './Logs.tsx';
import { Registries } from './Registries.tsx';
import css from './Settings.module.css';
import { Snippets } from './Snippets.tsx';
import { Terminal } from './Terminal.tsx';

/** What a person can choose, and what they are running. */
export function SettingsView(): ReactNode {
  return (
    <>
      <Heading title={useSectionLabel()} />
      <div className={css['page']}>
        <div className={css['cards']}>
          <Appearance />
          <Console />
          <Logs />
          <Terminal />
          <Snippets />
          <Registries />
          <About />
        </div>
      </div>
    </>
  );
}

const text = words.settings.about;

const askAbout = (client: GantryClient, signal: AbortSignal) => client.host.about({}, { signal });

function About(): ReactNode {
  const { answer: host } = useAnswer(askAbout);
  if (!host) return null;
  return (
    <section className={css['group']} aria-label={text.title}>
      <h2>{text.title}</h2>
      <KeyValue
        entries={[
          { label: text.version, value: host.version, copy: host.version },
          { label: text.host, value: text.hosts[host.kind] },
          { label: text.platform, value: host.platform },
        ]}
      />
    </section>
  );
}
