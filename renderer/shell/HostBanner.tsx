import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../hooks/session.tsx';
import { Button } from '../ui/controls/Button.tsx';
import { Banner } from '../ui/display/Banner.tsx';
import { ExternalLink } from '../ui/display/ExternalLink.tsx';
import { saidWithDetail } from '../words/problems.ts';
import { words } from '../words/words.ts';

const text = words.shell.host;

/** What a person has to know of the program behind the window: that it ends, that it keeps nothing, that it erred. */
export function HostBanner(): ReactNode {
  const { link, host } = useSession();
  const state = useStore(link.state);
  const { ending, unkept, faults } = useStore(host);
  const [seen, setSeen] = useState(0);
  if (state === 'lost' && ending) {
    return (
      <Banner tone="info" title={text.ended}>
        {text.endedNext}
      </Banner>
    );
  }
  if (ending) return <Banner tone="info" title={text.ending} />;
  if (state === 'locked') {
    return (
      <Banner tone="error" title={text.locked}>
        {text.lockedNext}
      </Banner>
    );
  }
  if (state === 'lost') {
    return (
      <Banner tone="error" title={text.lost}>
        {text.lostNext}
      </Banner>
    );
  }
  return (
    <>
      {unkept && (
        <Banner tone="warn" title={text.unkept}>
          {saidWithDetail(unkept.cause)}{' '}
          {unkept.url !== undefined && <ExternalLink href={unkept.url}>{text.openOther}</ExternalLink>}
        </Banner>
      )}
      {faults > seen && (
        <Banner
          tone="error"
          title={text.fault}
          actions={<Button onClick={() => setSeen(faults)}>{words.common.dismiss}</Button>}
        >
          {text.faultText}
        </Banner>
      )}
    </>
  );
}
