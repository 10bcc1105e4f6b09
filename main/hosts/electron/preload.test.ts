import { expect, test, vi } from 'vitest';
import { fake } from '../../../e2e/fake/electron.ts';
import { connectChannel } from './channel.ts';

test('preload gives the page one function, which posts it one end of a channel and main the other', async () => {
  const postMessage = vi.fn<typeof window.postMessage>();
  vi.stubGlobal('window', { postMessage });
  fake.reset();
  await import('./preload.ts');
  const [[key, api]] = fake.callsOf('contextBridge.exposeInMainWorld') as [[string, { connect: () => unknown }]];
  expect(key).toBe('gantry');
  expect(Object.keys(api)).toEqual(['connect']);

  expect(api.connect()).toBeUndefined();
  const [[channel, message, [mainPort]]] = fake.callsOf('ipcRenderer.postMessage') as [
    [string, unknown, [MessagePort]],
  ];
  const [[data, origin, [pagePort]]] = postMessage.mock.calls as unknown as [[unknown, string, [MessagePort]]];
  expect([channel, message, data, origin]).toEqual([connectChannel, null, { gantryPort: true }, '*']);
  const received = new Promise((resolve) => mainPort.addEventListener('message', (event) => resolve(event.data)));
  mainPort.start();
  pagePort.postMessage('hello', []);
  expect(await received).toBe('hello');
  mainPort.close();
  vi.unstubAllGlobals();
});
