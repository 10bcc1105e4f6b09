import { lazily } from '../../ui/layout/lazily.tsx';

/** The view of logs. */
export const LogView = lazily(async () => (await import('./LogView.tsx')).LogView);
