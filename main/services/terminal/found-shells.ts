import type { EngineContainer } from '../../../app/containers.ts';
import { type FoundShell, shellNames } from '../../../app/terminal.ts';
import type { Engines } from '../engine/engine.ts';

/** Images whose shells are known; those that were asked for longest ago go first. */
const mostImages = 200;

/** Where shells are in images of all kinds; Nix has its own below `/run`. */
const folders = ['/bin', '/usr/bin', '/usr/local/bin', '/run/current-system/sw/bin'];
/** Of shells that are elsewhere, or not on Linux. */
const places: Readonly<Partial<Record<FoundShell['name'], readonly string[]>>> = {
  pwsh: ['/opt/microsoft/powershell/7/pwsh', 'C:\\Program Files\\PowerShell\\pwsh.exe'],
  cmd: ['C:\\Windows\\System32\\cmd.exe'],
};

const candidates: readonly FoundShell[] = shellNames.flatMap((name) => {
  const usual = name === 'cmd' ? [] : folders.map((folder) => `${folder}/${name}`);
  return [...usual, ...(places[name] ?? [])].map((path) => ({ name, path }));
});

/** Finds which shells containers have, once per image. */
export class FoundShells {
  readonly #engines: Engines;
  /** By engine and image, those that were asked for last at the end. */
  readonly #known = new Map<string, readonly FoundShell[]>();

  constructor(engines: Engines) {
    this.#engines = engines;
  }

  /**
   * The shells of a container, the most comfortable first, each once. Looked for by path, so that nothing is run: one that does
   * not run has them too.
   * @throws ProblemError what the engine says
   */
  async find({ engine: id, id: container }: EngineContainer, signal: AbortSignal): Promise<readonly FoundShell[]> {
    const engine = await this.#engines.ready(id, signal);
    const { imageId } = await engine.containers.inspect(container, signal);
    const key = `${id} ${imageId}`;
    const shells = this.#known.get(key) ?? firstOfEach(await there());
    // Again at the end.
    this.#known.delete(key);
    this.#known.set(key, shells);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostImages && oldest !== undefined) this.#known.delete(oldest);
    return shells;

    async function there(): Promise<readonly FoundShell[]> {
      const paths = candidates.map(({ path }) => path);
      const found = await engine.containers.hasPaths(container, paths, signal);
      return candidates.filter((_, at) => found[at]);
    }
  }
}

function firstOfEach(shells: readonly FoundShell[]): readonly FoundShell[] {
  return shells.filter(({ name }, at) => shells.findIndex((other) => other.name === name) === at);
}
