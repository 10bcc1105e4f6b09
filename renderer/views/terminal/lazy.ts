import { lazily } from '../../ui/layout/lazily.tsx';

/** The screen of a shell. */
export const TerminalView = lazily(async () => (await import('./TerminalView.tsx')).TerminalView);
