import { Bridge } from './bridge.ts';

/**
 * Runs in the page's own world before any script of it: the receiving end of the bridge, and `window.open`, which asks
 * main and gets no window, because Gantry's answer is always no.
 */
export function pageWorld(secret: string): void {
  new Bridge(secret, 'page').listen();
  window.open = (url = '') => {
    const detail = url === '' ? 'about:blank' : new URL(url, location.href).href;
    window.dispatchEvent(new CustomEvent(`${secret} open`, { detail }));
    return null;
  };
}
