import { createRoot } from 'react-dom/client';
import { SessionProvider } from './hooks/session.tsx';
import { Shell } from './shell/Shell.tsx';
import { createSession } from './stores/session.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { openWire } from './wire.ts';
import { words } from './words/words.ts';

document.documentElement.lang = words.language;

// All that the page needs was loaded: see its own script.
sessionStorage.removeItem('gantry-loads');

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <SessionProvider session={createSession(openWire)}>
    <Shell />
  </SessionProvider>,
);
