import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import type { MainWire } from '../../../app/rpc/wire.ts';
import { connectChannel } from './channel.ts';
import { log } from './log.ts';
import { isPageUrl } from './origin.ts';
import { portWire } from './port-wire.ts';

/**
 * Takes the MessagePort that preload posts, from the top frame of a window of ours that shows our page and from nobody
 * else. A page has one wire: asking again (after a reload, or out of mischief) ends the one before.
 */
export function acceptWires(isOurs: (contents: WebContents) => boolean, serve: (wire: MainWire) => void): void {
  const wires = new WeakMap<WebContents, MainWire>();
  ipcMain.on(connectChannel, (event) => {
    const [port] = event.ports;
    if (!port || event.ports.length > 1 || !isTrusted(event, isOurs)) {
      log('refused a connection from a frame that is not the page');
      for (const refused of event.ports) refused.close();
      return;
    }
    wires.get(event.sender)?.close();
    const wire = portWire(port);
    wires.set(event.sender, wire);
    serve(wire);
  });
}

function isTrusted(event: IpcMainEvent, isOurs: (contents: WebContents) => boolean): boolean {
  try {
    const frame = event.senderFrame;
    return isOurs(event.sender) && frame !== null && frame === event.sender.mainFrame && isPageUrl(frame.url);
  } catch {
    // Every property of a frame throws once the frame is disposed.
    return false;
  }
}
