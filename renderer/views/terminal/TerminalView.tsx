import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { TerminalItem } from '../../../app/terminal.ts';
import { useSession } from '../../session.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { printable } from '../../ui/printable.ts';
import css from './TerminalView.module.css';

type Exit = Extract<TerminalItem, { kind: 'exit' }>;

/** A shell's screen. The shell itself lives in the main process: taking this view away does not end it. */
export function TerminalView({ session, name }: { session: string; name: string }): ReactNode {
  const { link } = useSession();
  const place = useRef<HTMLDivElement>(null);
  const [exit, setExit] = useState<Exit>();
  const [gone, setGone] = useState(false);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let stop: (() => void) | undefined;
    let unmounted = false;
    // xterm is a quarter of the page's code and not needed for the first screen.
    void import('./screen.ts').then(({ openScreen }) => {
      if (unmounted) return;
      stop = openScreen({
        element,
        link,
        session,
        label: `Shell in ${name}`,
        onExit: setExit,
        onGone: () => setGone(true),
      });
    });
    return () => {
      unmounted = true;
      stop?.();
    };
  }, [link, session, name]);

  return (
    <section aria-label={`Shell in ${printable(name, 80)}`} className={css['terminal']}>
      {gone && (
        <Banner tone="info" title="This shell has ended">
          It ended with the Gantry process that held it. Open a new one from the container.
        </Banner>
      )}
      {exit && (
        <Banner tone={exit.code === 0 ? 'info' : 'warn'} title={describeExit(exit)}>
          {exit.reason ?? (exit.code === 126 || exit.code === 127 ? 'The container may have no shell.' : undefined)}
        </Banner>
      )}
      <div ref={place} className={css['screen']} />
    </section>
  );
}

function describeExit({ code }: Exit): string {
  return code === undefined ? 'The shell ended; its exit code is not known' : `The shell ended with exit code ${code}`;
}
