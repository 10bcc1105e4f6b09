import { type ChildProcess, fork } from 'node:child_process';
import { type StartUtility, type UtilityProcess, utilityEnvironment } from './utility.ts';

/** Starts utility processes by Node itself: `utility/program.cjs` as it is built, or from source `program.source.mjs`. */
export function forkUtility(program: string): StartUtility {
  return () => {
    try {
      return overChild(
        fork(program, [program], {
          execArgv: [],
          serialization: 'advanced',
          env: utilityEnvironment(process.env),
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        }),
      );
    } catch {
      return notStarted;
    }
  };
}

/** Refused before it was tried. */
const notStarted: UtilityProcess = {
  post: () => undefined,
  onMessage: () => undefined,
  onExit: (exited) => setImmediate(exited),
  kill: () => undefined,
};

function overChild(child: ChildProcess): UtilityProcess {
  let exited = () => {};
  const gone = () => {
    exited();
    exited = () => {};
  };
  child.on('error', gone);
  // What it said last is heard first.
  child.on('exit', () => (child.connected ? child.once('disconnect', gone) : gone()));
  child.unref();
  child.channel?.unref();
  return {
    // Without descriptors there is no channel. What cannot be sent is answered by the process's end.
    post: (message) => {
      if (child.connected) child.send(message as never, () => undefined);
    },
    onMessage: (receive) => void child.on('message', receive),
    onExit: (call) => {
      exited = call;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
