import { lazily } from '../../ui/layout/lazily.tsx';

/** A recording that is played. */
export const RecordingView = lazily(async () => (await import('./RecordingView.tsx')).RecordingView);
