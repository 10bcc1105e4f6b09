import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDebian } from '../../../scripts/debian.ts';
import { SYSTEM_PATH } from '../daemon.ts';

export interface SshdOptions {
  /** The engine that the docker command goes to over there; its own default without. */
  readonly socket?: string;
  /** More lines of sshd_config. */
  readonly lines?: readonly string[];
  /** Of the private key. */
  readonly passphrase?: string;
  /** ms that what is sent is on its way, in each direction. */
  readonly delay?: number;
}

/** A real sshd on loopback, with a configuration of ssh that leads there. */
export interface Sshd {
  /** `ssh://far` */
  readonly url: string;
  /** For programs that start ssh: they find one that reads only the configuration of this sshd. */
  readonly env: NodeJS.ProcessEnv;
  readonly dir: string;
  /** Whether anybody is connected. */
  readonly links: number;
  /** How often somebody here has spoken after somebody there: ways there and back that were waited for, one after the other. */
  readonly turns: number;
  /** More lines for ssh's own configuration. */
  configure(...lines: readonly string[]): Promise<void>;
  /** Makes ssh know, or not know, or know wrongly, the key of the host. */
  know(what: 'right' | 'nothing' | 'another'): Promise<void>;
  /** Lets nothing through any more, without a word, until it is called with false. */
  stall(stalled: boolean): void;
  /** Takes no connections any more. */
  refuse(): void;
  /** Breaks every connection. */
  cut(): void;
  stop(): Promise<void>;
}

/** Starts sshd for root with a key of its own. It listens behind a proxy of ours, which can be slow, silent or gone. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const { missing, reason } = await ensureDebian([{ name: 'openssh-server', binary: 'sshd' }], console.error);
  if (missing.length > 0) throw new Error(`The lab needs sshd. ${reason ?? ''}`);
  const dir = await mkdtemp('/tmp/sshd-');
  const key = (name: string, passphrase = ''): void =>
    void execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', join(dir, name)]);
  key('host');
  key('another');
  key('id', options.passphrase);
  await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  await writeFile(join(dir, 'authorized_keys'), await readFile(join(dir, 'id.pub')));
  const port = await freePort();
  const socket = options.socket === undefined ? '' : ` DOCKER_HOST=unix://${options.socket}`;
  const config = [
    'ListenAddress 127.0.0.1',
    `Port ${port}`,
    `HostKey ${dir}/host`,
    `AuthorizedKeysFile ${dir}/authorized_keys`,
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'PidFile none',
    ...(options.lines ?? []),
    // The first of its kind counts.
    `SetEnv PATH=/usr/local/bin:/usr/bin:/bin${socket}`,
  ];
  await writeFile(join(dir, 'sshd_config'), `${config.join('\n')}\n`);
  const daemon = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(dir, 'sshd_config')], { stdio: 'ignore', cwd: '/' });
  const proxy = new Proxy(port, options.delay ?? 0);
  const front = await proxy.listen();
  const known = async (what: 'right' | 'nothing' | 'another'): Promise<void> => {
    const pub =
      what === 'nothing' ? '' : await readFile(join(dir, what === 'right' ? 'host.pub' : 'another.pub'), 'utf8');
    await writeFile(join(dir, 'known_hosts'), pub && `[127.0.0.1]:${front} ${pub.split(' ').slice(0, 2).join(' ')}\n`);
  };
  await known('right');
  const configure = (...lines: readonly string[]): Promise<void> =>
    writeFile(
      join(dir, 'config'),
      [
        'Host far',
        ...lines,
        'HostName 127.0.0.1',
        `Port ${front}`,
        'User root',
        `IdentityFile ${dir}/id`,
        `UserKnownHostsFile ${dir}/known_hosts`,
        'GlobalKnownHostsFile /dev/null',
        'IdentitiesOnly yes',
        '',
      ].join('\n'),
    );
  await configure();
  await mkdir(join(dir, 'bin'));
  await writeFile(join(dir, 'bin/ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${dir}/config "$@"\n`, { mode: 0o755 });
  await listens(port);
  return {
    url: 'ssh://far',
    env: { PATH: `${dir}/bin:${SYSTEM_PATH}`, HOME: dir },
    dir,
    get links() {
      return proxy.links;
    },
    get turns() {
      return proxy.turns;
    },
    configure,
    know: known,
    stall: (stalled) => proxy.stall(stalled),
    refuse: () => proxy.close(),
    cut: () => proxy.cut(),
    stop: async () => {
      proxy.close();
      daemon.kill('SIGTERM');
      if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, 'exit');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function listens(port: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const up = await Promise.race([once(socket, 'connect'), once(socket, 'close')]).then(
      () => !socket.destroyed,
      () => false,
    );
    socket.destroy();
    if (up) return;
    await sleep(20);
  }
  throw new Error('sshd did not start');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Carries bytes to a port, each piece `delay` ms late, in order. */
class Proxy {
  readonly #port: number;
  readonly #delay: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #stalled = false;
  #answered = true;
  turns = 0;

  constructor(port: number, delay: number) {
    this.#port = port;
    this.#delay = delay;
    this.#server = createServer((socket) => {
      const far = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
      socket.setNoDelay(true);
      socket.on('data', () => {
        if (this.#answered) this.turns += 1;
        this.#answered = false;
      });
      far.on('data', () => (this.#answered = true));
      this.#carry(socket, far);
      this.#carry(far, socket);
    });
  }

  get links(): number {
    return this.#sockets.size / 2;
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return portOf(this.#server);
  }

  stall(stalled: boolean): void {
    this.#stalled = stalled;
    for (const socket of this.#sockets)
      if (stalled) socket.pause();
      else socket.resume();
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.#server.close();
    this.cut();
  }

  #carry(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    const late = (run: () => void): void => void (this.#delay > 0 ? setTimeout(run, this.#delay) : run());
    from.on('data', (bytes) => late(() => to.destroyed || to.write(bytes)));
    from.on('end', () => late(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      late(() => to.destroy());
    });
    if (this.#stalled) from.pause();
  }
}
