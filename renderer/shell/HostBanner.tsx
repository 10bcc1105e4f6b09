import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../session.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { ExternalLink } from '../ui/ExternalLink.tsx';

/** What a person has to know of the program behind the window: that it ends, that it keeps nothing, that it erred. */
export function HostBanner(): ReactNode {
  const { link, host } = useSession();
  const state = useStore(link.state);
  const { ending, unkept, faults } = useStore(host);
  const [seen, setSeen] = useState(0);
  if (state === 'lost' && ending) {
    return (
      <Banner tone="info" title="Gantry has ended">
        Start it again and open the address that it prints.
      </Banner>
    );
  }
  if (ending) return <Banner tone="info" title="Gantry is ending" />;
  if (state === 'locked') {
    return (
      <Banner tone="error" title="This window may not talk to Gantry">
        Open the address that Gantry printed.
      </Banner>
    );
  }
  if (state === 'lost') {
    return (
      <Banner tone="error" title="The window lost its connection to Gantry">
        It reconnects by itself. If it does not, start Gantry again and open the address that it prints.
      </Banner>
    );
  }
  return (
    <>
      {unkept && (
        <Banner tone="warn" title="Nothing is kept">
          {unkept.reason}{' '}
          {unkept.url !== undefined && <ExternalLink href={unkept.url}>Open the other one</ExternalLink>}
        </Banner>
      )}
      {faults > seen && (
        <Banner
          tone="error"
          title="Something went wrong inside Gantry"
          actions={<Button onClick={() => setSeen(faults)}>Dismiss</Button>}
        >
          It was written down and Gantry goes on. What was under way may have failed.
        </Banner>
      )}
    </>
  );
}
