import { utilityProcess } from 'electron';
import { type StartUtility, utilityEnvironment } from '../../processes/utility.ts';

/**
 * Starts utility processes by Electron; only after `ready`. The program is `utility/program.cjs`. A packed Electron cannot
 * be Node (`runAsNode` is off), so Node's own way is none.
 */
export function electronUtility(program: string): StartUtility {
  return () => {
    const child = utilityProcess.fork(program, [program], {
      serviceName: 'Gantry reader',
      stdio: 'ignore',
      env: utilityEnvironment(process.env),
    });
    // Electron tells here that V8 has aborted, with a report; the exit follows.
    child.on('error', () => undefined);
    return {
      post: (message) => child.postMessage(message, []),
      onMessage: (receive) => void child.on('message', receive),
      onExit: (exited) => void child.once('exit', exited),
      kill: () => void child.kill(),
    };
  };
}
