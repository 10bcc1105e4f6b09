import { come } from '../../../ui/layout/come.ts';
import { lazily } from '../../../ui/layout/lazily.tsx';

/** The tab of what a container uses. */
export const UseTab = lazily(async () => (await come(() => import('./UseTab.tsx'))).UseTab);
