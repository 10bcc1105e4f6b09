import type { Stop } from '../../../app/rpc/operation.ts';

/** What tells whether the window can be seen: a document. */
export type Visibility = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/** Has something open whenever the window can be seen, and never else, until it is stopped. */
export function whileVisible(page: Visibility, open: () => Stop): Stop {
  let close: Stop | undefined;
  const follow = (): void => {
    const isVisible = page.visibilityState === 'visible';
    if (isVisible) close ??= open();
    else {
      close?.();
      close = undefined;
    }
  };
  follow();
  page.addEventListener('visibilitychange', follow);
  return () => {
    page.removeEventListener('visibilitychange', follow);
    close?.();
    close = undefined;
  };
}
