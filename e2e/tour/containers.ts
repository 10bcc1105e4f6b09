import { frame } from '../fake/engine.ts';
import { inspectBody, listRow, statsBody } from './container-bodies.ts';
import { specOf } from './create.ts';
import { attributesOf, remove, start, stop } from './lifecycle.ts';
import { type Exchange, filterOf, fitsLabels, type Handler, type Routes, sendJson, textAt } from './server.ts';
import { type LogLine, Refusal, type TourContainer } from './world.ts';

/** A route about one container. */
function about(run: (exchange: Exchange, container: TourContainer) => void | Promise<void>): Handler {
  return (exchange) => run(exchange, exchange.world.container(exchange.id));
}

/** A verb: 304 where the container already is as asked. */
function verb(run: (exchange: Exchange, container: TourContainer) => boolean): Handler {
  return about((exchange, container) => {
    exchange.response.writeHead(run(exchange, container) ? 204 : 304).end();
  });
}

function fits(container: TourContainer, query: URLSearchParams): boolean {
  const { id, name, state, networks, mounts, labels } = container;
  const some = (key: string, is: (wanted: string) => boolean): boolean => {
    const wanted = filterOf(query, key);
    return wanted.length === 0 || wanted.some(is);
  };
  return (
    fitsLabels(labels, query) &&
    some('id', (wanted) => id.startsWith(wanted)) &&
    some('name', (wanted) => name.includes(wanted)) &&
    some('status', (wanted) => state === wanted) &&
    some('volume', (wanted) => mounts.some(({ source, target }) => source === wanted || target === wanted)) &&
    some('network', (wanted) => networks.has(wanted))
  );
}

function list({ world, query, response }: Exchange): void {
  const all = ['1', 'true'].includes(query.get('all') ?? '');
  // By name or id, as an engine takes it.
  const named = new URLSearchParams(query);
  const networks = filterOf(query, 'network').map((key) => world.networks.get(key)?.name ?? key);
  if (networks.length > 0) {
    named.set('filters', JSON.stringify({ ...JSON.parse(query.get('filters') ?? '{}'), network: networks }));
  }
  const rows = [...world.containers.values()].filter(
    (one) => all || (one.state !== 'exited' && one.state !== 'created'),
  );
  sendJson(
    response,
    200,
    rows
      .filter((one) => fits(one, named))
      .toReversed()
      .map((one) => listRow(world, one)),
  );
}

async function create({ world, query, response, json }: Exchange): Promise<void> {
  const container = specOf(world, query.get('name') ?? undefined, await json());
  world.containers.set(container.id, container);
  world.tell('container', 'create', container.id, attributesOf(container));
  sendJson(response, 201, { Id: container.id, Warnings: [] });
}

function pause(to: 'paused' | 'running', action: string): Handler {
  return verb(({ world }, container) => {
    if (container.state !== (to === 'paused' ? 'running' : 'paused')) {
      throw new Refusal(409, `Container ${container.name} is ${to === 'paused' ? 'not running' : 'not paused'}`);
    }
    container.state = to;
    world.tell('container', action, container.id, attributesOf(container));
    return true;
  });
}

/** Its main process, which is all that runs in it, as the machine's `ps` would list it. */
function sendTop({ response }: Exchange, one: TourContainer): void {
  if (one.state !== 'running' && one.state !== 'paused') throw new Refusal(409, `Container ${one.name} is not running`);
  const Titles = ['USER', 'PID', 'PPID', '%CPU', 'RSS', 'TIME', 'COMMAND'];
  sendJson(response, 200, {
    Titles,
    Processes: [['root', '4021', '4002', '0.3', '5120', '00:00:01', one.command.join(' ')]],
  });
}

/** Sends a log; followed, it goes on until the container ends. */
function sendLog({ world, query, request, response }: Exchange, container: TourContainer): void {
  response.writeHead(200, { 'content-type': 'application/vnd.docker.multiplexed-stream' }).flushHeaders();
  const send = ({ time, nanos, stream, text }: LogLine): void => {
    const at = new Date(time).toISOString().replace('Z', `${String(nanos).padStart(6, '0')}Z`);
    const line = `${query.get('timestamps') === '1' ? `${at} ` : ''}${text}\n`;
    response.write(container.tty ? line.replace('\n', '\r\n') : frame(stream, line));
  };
  const since = Number(query.get('since') ?? 0) * 1000;
  const tail = query.get('tail') ?? 'all';
  const known = container.log.filter(({ time }) => time >= Math.floor(since));
  for (const line of tail === 'all' ? known : known.slice(Math.max(0, known.length - Number(tail)))) send(line);
  if (query.get('follow') !== '1' || container.state === 'exited' || container.state === 'created') {
    response.end();
    return;
  }
  const leave = world.follow(container.id, (line) => (line ? send(line) : response.end()));
  request.socket.on('close', leave);
  response.on('close', leave);
}

function sendStats({ query, response }: Exchange, container: TourContainer): void {
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  let sample = 0;
  const send = (): void => {
    if (container.state !== 'running' && container.state !== 'paused') response.end();
    else response.write(`${JSON.stringify(statsBody(container, sample))}\n`);
    sample += 1;
  };
  send();
  if (['0', 'false'].includes(query.get('stream') ?? '')) {
    response.end();
    return;
  }
  const timer = setInterval(send, 1000);
  response.on('close', () => clearInterval(timer));
}

export const containerRoutes: Routes = {
  'GET /containers/json': list,
  'POST /containers/create': create,
  'GET /containers/:id/json': about(({ world, response }, one) => sendJson(response, 200, inspectBody(world, one))),
  'GET /containers/:id/logs': about(sendLog),
  'GET /containers/:id/stats': about(sendStats),
  'GET /containers/:id/top': about(sendTop),
  'POST /containers/:id/start': verb(({ world }, one) => start(world, one)),
  'POST /containers/:id/stop': verb(({ world }, one) => stop(world, one, 'stop')),
  'POST /containers/:id/restart': verb(({ world }, one) => {
    stop(world, one, 'stop');
    start(world, one);
    world.tell('container', 'restart', one.id, attributesOf(one));
    return true;
  }),
  'POST /containers/:id/kill': verb(({ world, query }, one) => {
    const signal = (query.get('signal') ?? 'KILL').replace(/^SIG/, '');
    if (!/^(?:KILL|TERM|INT|QUIT|9|15|2|3)$/.test(signal) && (one.state === 'running' || one.state === 'paused')) {
      world.tell('container', 'kill', one.id, { ...attributesOf(one), signal });
      return true;
    }
    if (stop(world, one, 'kill')) return true;
    throw new Refusal(409, `Container ${one.name} is not running`);
  }),
  'POST /containers/:id/pause': pause('paused', 'pause'),
  'POST /containers/:id/unpause': pause('running', 'unpause'),
  'POST /containers/:id/rename': about(({ world, query, response }, one) => {
    const name = textAt({ name: query.get('name') }, 'name');
    if ([...world.containers.values()].some((other) => other.name === name)) {
      throw new Refusal(409, `The container name "/${name}" is already in use`);
    }
    world.containers.set(one.id, Object.assign(one, { name }));
    world.tell('container', 'rename', one.id, attributesOf(one));
    response.writeHead(204).end();
  }),
  'POST /containers/:id/update': about(async ({ world, response, json }, one) => {
    one.updated = { ...one.updated, ...(await json()) };
    world.tell('container', 'update', one.id, attributesOf(one));
    sendJson(response, 200, { Warnings: [] });
  }),
  'DELETE /containers/:id': about(({ world, query, response }, one) => {
    const isUp = one.state === 'running' || one.state === 'paused';
    if (isUp && query.get('force') !== '1')
      throw new Refusal(409, `cannot remove container ${one.name}: it is running`);
    remove(world, one);
    const anonymous = one.mounts.filter(({ source }) => /^[0-9a-f]{64}$/.test(source));
    if (query.get('v') === '1') for (const { source } of anonymous) world.volumes.delete(source);
    response.writeHead(204).end();
  }),
};
