import { newerDockerd } from './newer-dockerd.ts';
import { podmanRoot } from './podman-root.ts';
import { rootlessDockerRoot } from './rootless-docker-root.ts';

/** How a lab's Docker is started. Without a path it is the machine's own. */
interface DockerProgram {
  readonly is: 'docker';
  readonly dockerd?: string;
  /** Beside those that every lab's dockerd has. */
  readonly flags?: readonly string[];
  /** It also listens on a port of the loopback, to whoever has a certificate. */
  readonly tls?: boolean;
}

/** A Podman in the system that `root` holds, as root or as a plain user. */
interface PodmanProgram {
  readonly is: 'podman';
  readonly root: string;
  readonly rootless?: boolean;
}

/** A dockerd of a plain user, in the system that `root` holds. */
interface RootlessDockerProgram {
  readonly is: 'rootless-docker';
  readonly root: string;
  readonly rootless: true;
}

/** What is started. */
export type EngineProgram = DockerProgram | RootlessDockerProgram | PodmanProgram;

type Say = (line: string) => void;

/** The registry: every engine that a lab can run, and where its program comes from. */
const programs = {
  /** The machine's own. */
  docker: async () => ({ is: 'docker' }),
  docker26: async (say: Say) => ({ is: 'docker', dockerd: await newerDockerd('docker26', say) }),
  'newer-docker': async (say: Say) => ({ is: 'docker', dockerd: await newerDockerd('newer-docker', say) }),
  'containerd-store': async (say: Say) => ({
    is: 'docker',
    dockerd: await newerDockerd('newer-docker', say),
    flags: ['--feature', 'containerd-snapshotter=true'],
  }),
  tls: async () => ({ is: 'docker', tls: true }),
  /** The same, for tests that lead to it through an sshd. */
  ssh: async () => ({ is: 'docker' }),
  'rootless-docker': async (say: Say) => ({
    is: 'rootless-docker',
    root: await rootlessDockerRoot(say),
    rootless: true,
  }),
  podman4: async (say: Say) => ({ is: 'podman', root: await podmanRoot('podman4', say) }),
  podman5: async (say: Say) => ({ is: 'podman', root: await podmanRoot('podman5', say) }),
  'rootless-podman': async (say: Say) => ({
    is: 'podman',
    root: await podmanRoot('rootless-podman', say),
    rootless: true,
  }),
  'newest-podman': async (say: Say) => ({ is: 'podman', root: await podmanRoot('newest-podman', say) }),
} as const satisfies Readonly<Record<string, (say: Say) => Promise<EngineProgram>>>;

export type EngineKind = keyof typeof programs;

export function isEngineKind(text: string | undefined): text is EngineKind {
  return text !== undefined && Object.hasOwn(programs, text);
}

/** All that a lab can run. */
export const engineKinds = Object.keys(programs).filter(isEngineKind);

/**
 * Gets an engine's program, out of the cache or from Debian's archive; `say` hears what takes long. Throws with the reason
 * where it cannot be had.
 */
export function engineProgram(kind: EngineKind, say: Say): Promise<EngineProgram> {
  return programs[kind](say);
}
