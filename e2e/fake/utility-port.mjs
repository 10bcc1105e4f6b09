// Gives a program the port that Electron gives a utility process, over Node's own channel; then runs it.
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

const port = new EventEmitter();
port.postMessage = (message) => process.send?.(message);
// As in Electron's, what came before anybody listens waits.
port.once('newListener', () => process.on('message', (data) => port.emit('message', { data, ports: [] })));
process.on('disconnect', () => process.exit());
process.parentPort = port;

await import(pathToFileURL(process.argv[2] ?? '').href);
