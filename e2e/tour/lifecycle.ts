import { type Printed, type Program, programOf } from './programs.ts';
import { Refusal, type TourContainer, type World } from './world.ts';

/** How long an engine waits before it starts again what has ended, in ms. */
const restartPause = 4000;
/** A first health check tells after so many ms. */
const firstCheck = 1500;

/** What stops a running container's program. */
const running = new WeakMap<TourContainer, () => void>();

/** Starts a container, or refuses as an engine does. Nothing happens to one that runs. */
export function start(world: World, container: TourContainer): boolean {
  if (container.state === 'running' || container.state === 'paused') return false;
  refuseTakenPorts(world, container);
  begin(world, container);
  return true;
}

function begin(world: World, container: TourContainer): void {
  stopTimers(container);
  Object.assign(container, { state: 'running', startedAt: Date.now(), isWell: undefined });
  world.tell('container', 'start', container.id, attributesOf(container));
  const program = programOf(container);
  for (const line of program.first) print(world, container, line);
  running.set(container, run(world, container, program));
}

/** Goes on with what a sample container was doing before anybody looked. */
export function resume(world: World, container: TourContainer): void {
  running.set(container, run(world, container, programOf(container)));
}

function run(world: World, container: TourContainer, { rest, ends }: Program): () => void {
  let n = container.log.length;
  const timers: NodeJS.Timeout[] = [];
  if (rest) {
    const next = (): void => {
      // What is paused prints nothing.
      if (container.state !== 'running') return;
      n += 1;
      for (const line of rest.lines(n, new Date())) print(world, container, line);
    };
    timers.push(setInterval(next, rest.every));
  }
  if (ends) timers.push(setTimeout(() => die(world, container, ends.code), ends.after));
  const { health } = container;
  if (health) {
    const tell = (): void => {
      container.isWell = health.isWell;
      const word = health.isWell ? 'healthy' : 'unhealthy';
      world.tell('container', `health_status: ${word}`, container.id, attributesOf(container));
    };
    if (container.isWell === undefined) timers.push(setTimeout(tell, firstCheck));
  }
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}

/** A container's program has ended by itself: it may be started again. */
function die(world: World, container: TourContainer, code: number): void {
  end(world, container, code);
  const { Name, MaximumRetryCount } = container.restart;
  const again =
    Name === 'always' ||
    Name === 'unless-stopped' ||
    (Name === 'on-failure' && code !== 0 && (MaximumRetryCount === 0 || container.restartCount < MaximumRetryCount));
  if (!again) {
    if (container.autoRemove) remove(world, container);
    return;
  }
  container.state = 'restarting';
  container.restartCount += 1;
  const timer = setTimeout(() => begin(world, container), restartPause);
  running.set(container, () => clearTimeout(timer));
}

function end(world: World, container: TourContainer, code: number): void {
  stopTimers(container);
  Object.assign(container, { state: 'exited', exitCode: code, finishedAt: Date.now(), isWell: undefined });
  world.tell('container', 'die', container.id, { ...attributesOf(container), exitCode: String(code) });
  world.endOfLog(container.id);
}

/** Ends a container's program by a signal. Nothing happens to one that has ended. */
export function stop(world: World, container: TourContainer, how: 'stop' | 'kill'): boolean {
  if (container.state === 'exited' || container.state === 'created') return false;
  // SIGTERM is enough for the sample programs; what knows no signals is killed.
  const code = how === 'kill' ? 137 : 0;
  world.tell('container', 'kill', container.id, { ...attributesOf(container), signal: how === 'kill' ? '9' : '15' });
  end(world, container, code);
  if (how === 'stop') world.tell('container', 'stop', container.id, attributesOf(container));
  if (container.autoRemove) remove(world, container);
  return true;
}

/** Takes a container away, ended before if it runs. */
export function remove(world: World, container: TourContainer): void {
  if (container.state !== 'exited' && container.state !== 'created') {
    world.tell('container', 'kill', container.id, { ...attributesOf(container), signal: '9' });
    end(world, container, 137);
  }
  world.containers.delete(container.id);
  world.tell('container', 'destroy', container.id, attributesOf(container));
}

/** Lets nothing of a container go on by itself. */
export function stopTimers(container: TourContainer): void {
  running.get(container)?.();
  running.delete(container);
}

/** What an event says of a container beside its id. */
export function attributesOf({ name, image, labels }: TourContainer): Record<string, string> {
  return { name, image, ...labels };
}

function print(world: World, container: TourContainer, line: Printed): void {
  if (typeof line === 'string') world.print(container, 1, line);
  else world.print(container, 2, line.err);
}

function refuseTakenPorts(world: World, container: TourContainer): void {
  const others = [...world.containers.values()].filter(
    (other) => other !== container && (other.state === 'running' || other.state === 'paused'),
  );
  const taken = new Set(others.flatMap(({ ports }) => ports.map(({ hostPort }) => hostPort)));
  for (const { hostPort, hostIp } of container.ports) {
    if (hostPort === undefined || !taken.has(hostPort)) continue;
    const words = `Bind for ${hostIp || '0.0.0.0'}:${hostPort} failed: port is already allocated`;
    throw new Refusal(500, `driver failed programming external connectivity on endpoint ${container.name}: ${words}`);
  }
}
