import { SessionProvider } from './hooks/session.tsx';
import { Shell } from './shell/Shell.tsx';
import { createSession } from './stores/session.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { openWire } from './wire.ts';
import { words } from './words/words.ts';

document.documentElement.lang = words.language;

void open();

/**
 * Draws the window. React's drawing half has a file of its own: it makes errors as it is run, and under inspection all of the
 * script that runs it is then read again for their stacks.
 */
async function open(): Promise<void> {
  const { createRoot } = await import('react-dom/client');
  // All that the page needs was loaded: see its own script.
  sessionStorage.removeItem('gantry-loads');
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root');
  createRoot(root).render(
    <SessionProvider session={createSession(openWire)}>
      <Shell />
    </SessionProvider>,
  );
}
