/** What Gantry asks of an engine to take a Compose project away without any CLI. */
export interface EngineCompose {
  /** Full ids and names of the networks that a project made. */
  networks(project: string, signal: AbortSignal): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** A network that is already gone counts as removed; `in-use`, with names, while a container is on it. */
  removeNetwork(id: string, signal: AbortSignal): Promise<void>;
}
