import type { Duplex } from 'node:stream';
import { answer } from './commands.ts';
import { type Exchange, type Routes, sendJson, textsAt, type Upgrade } from './server.ts';
import { Refusal, type TourContainer, type World } from './world.ts';

/** A command that was made to run in a container. */
interface Exec {
  readonly container: TourContainer;
  readonly command: readonly string[];
  readonly env: readonly string[];
  running: boolean;
  exitCode: number | null;
  end: (code: number) => void;
}

const execs = new WeakMap<World, Map<string, Exec>>();

function execsOf(world: World): Map<string, Exec> {
  const known = execs.get(world) ?? new Map<string, Exec>();
  execs.set(world, known);
  return known;
}

function execOf(world: World, id: string): Exec {
  const exec = execsOf(world).get(id);
  if (!exec) throw new Refusal(404, `No such exec instance: ${id}`);
  return exec;
}

async function create({ world, id, response, json }: Exchange): Promise<void> {
  const container = world.container(id);
  if (container.state === 'paused')
    throw new Refusal(409, `Container ${container.name} is paused, unpause the container before exec`);
  if (container.state !== 'running') throw new Refusal(409, `Container ${container.id} is not running`);
  const body = await json();
  const exec: Exec = {
    container,
    command: textsAt(body, 'Cmd'),
    env: textsAt(body, 'Env'),
    running: false,
    exitCode: null,
    end: () => undefined,
  };
  const made = world.newId();
  execsOf(world).set(made, exec);
  sendJson(response, 201, { Id: made });
}

/** A command without a terminal: ends shells that carry one of the markers among its words, else runs what it is told. */
function runThrough({ world, id, response }: Exchange): void {
  const exec = execOf(world, id);
  response.writeHead(200).flushHeaders();
  const markers = new Set(exec.command.filter((word) => word.startsWith('GANTRY_SESSION=')));
  for (const other of execsOf(world).values()) {
    if (other.running && other.env.some((pair) => markers.has(pair))) other.end(129);
  }
  exec.exitCode = 0;
  response.end();
}

export const shellRoutes: Routes = {
  'POST /containers/:id/exec': create,
  'POST /exec/:id/start': runThrough,
  'POST /exec/:id/resize': ({ response }) => void response.end(),
  'GET /exec/:id/json': ({ world, id, response }) => {
    const { running, exitCode, container } = execOf(world, id);
    sendJson(response, 200, {
      ID: id,
      Running: running,
      ExitCode: exitCode,
      Pid: running ? 4711 : 0,
      ContainerID: container.id,
    });
  },
};

/** A shell on a terminal: echoes what is typed and answers line by line, until `exit`, Ctrl+D or the container's end. */
export const openShell: Upgrade = (world, socket, id) => {
  const exec = execsOf(world).get(id);
  if (!exec) {
    socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
    return;
  }
  socket.write(
    'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
  );
  const leave = world.follow(exec.container.id, (line) => {
    if (line === undefined) exec.end(137);
  });
  exec.running = true;
  exec.end = (code) => {
    Object.assign(exec, { running: false, exitCode: code });
    leave();
    socket.end();
  };
  socket.on('close', () => {
    if (exec.running) exec.end(129);
  });
  talk(socket, exec);
};

function talk(socket: Duplex, exec: Exec): void {
  const at = { container: exec.container, folder: exec.container.workingDir || '/' };
  const prompt = (): void => void socket.write(`${at.folder} # `);
  let line = '';
  let code = 0;
  const enter = (): void => {
    socket.write('\r\n');
    const typed = line.trim();
    line = '';
    const [, status] = /^exit(?: (\d+))?$/.exec(typed) ?? [];
    if (typed.startsWith('exit')) {
      exec.end(Number(status ?? code));
      return;
    }
    const said = answer(typed, at);
    code = said.code;
    if (said.text !== '') socket.write(`${said.text}\r\n`);
    prompt();
  };
  prompt();
  socket.on('data', (bytes: Buffer) => {
    // Arrows and the like are of no use here.
    for (const key of bytes.toString().replace(/\u001b\[[\d;]*[A-Za-z~]|\u001b./g, '')) {
      if (key === '\r' || key === '\n') enter();
      else if (key === '\u0004' && line === '') exec.end(code);
      else if (key === '\u0003') {
        line = '';
        socket.write('^C\r\n');
        prompt();
      } else if (key === '\u007f') {
        if (line !== '') socket.write('\b \b');
        line = line.slice(0, -1);
      } else if (key >= ' ') {
        line += key;
        socket.write(key);
      }
    }
  });
  socket.resume();
}
