import { type ReactNode, useEffect, useState } from 'react';
import type { HostInfo } from '../../../app/host.ts';
import { useSession } from '../../session.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { Heading } from '../Heading.tsx';
import { Appearance } from './Appearance.tsx';
import { Logs } from './Logs.tsx';
import { Registries } from './Registries.tsx';
import css from './Settings.module.css';

/** What a person can choose, and what they are running. */
export function SettingsView(): ReactNode {
  return (
    <>
      <Heading title="Settings" />
      <div className={css['page']}>
        <div className={css['cards']}>
          <Appearance />
          <Logs />
          <Registries />
          <About />
        </div>
      </div>
    </>
  );
}

function About(): ReactNode {
  const { link } = useSession();
  const [host, setHost] = useState<HostInfo>();
  useEffect(() => {
    link.ask((client) => client.host.about({})).then(setHost, () => undefined);
  }, [link]);
  if (!host) return null;
  return (
    <section className={css['group']} aria-label="About">
      <h2>About</h2>
      <KeyValue
        entries={[
          { label: 'Version', value: host.version, copy: host.version },
          { label: 'Host', value: host.kind === 'electron' ? 'Electron' : 'browser' },
          { label: 'Platform', value: host.platform },
        ]}
      />
    </section>
  );
}
