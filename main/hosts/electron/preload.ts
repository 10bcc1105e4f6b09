import { contextBridge, ipcRenderer } from 'electron/renderer';
import { connectChannel } from './channel.ts';

/**
 * All that the page gets from Electron: one MessagePort, posted to its own window, because the bridge cannot carry
 * ports. Messages sent before the page or main listens are queued by the port. The receiver is this very window, so the
 * target origin protects nothing; `*` also works where the origin is opaque.
 */
contextBridge.exposeInMainWorld('gantry', {
  connect: () => {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage(connectChannel, null, [port1]);
    window.postMessage({ gantryPort: true }, '*', [port2]);
  },
});
