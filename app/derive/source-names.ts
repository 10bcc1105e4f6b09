import type { EngineId } from '../engines/engine.ts';

interface Named {
  readonly name: string;
  readonly engine: EngineId;
}

/**
 * How several logs are called beside each other: by their names, and where logs of several engines have the same one, with
 * the engine behind it: `web@server`.
 * @param engineName how an engine is called; undefined for one that is not known
 * @returns a name for each, in their order
 */
export function sourceNames(
  sources: readonly Named[],
  engineName: (engine: EngineId) => string | undefined,
): readonly string[] {
  const engines = new Map<string, Set<EngineId>>();
  for (const { name, engine } of sources) engines.set(name, (engines.get(name) ?? new Set()).add(engine));
  return sources.map(({ name, engine }) =>
    (engines.get(name)?.size ?? 0) > 1 ? `${name}@${engineName(engine) ?? engine}` : name,
  );
}
