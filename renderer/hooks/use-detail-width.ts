import { useSession, useSettings } from './session.tsx';

/** How wide what stands beside a list or an editor is, in px, and how that is chosen: one width for all. */
export function useDetailWidth() {
  const { settings } = useSession();
  const { detailWidth } = useSettings();
  return { width: detailWidth, onWidth: (width: number): void => settings.update({ detailWidth: width }) };
}
