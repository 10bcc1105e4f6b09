import type { EngineId } from '../../../app/engines/engine.ts';

/** The engines that targets are on, each once. */
export function enginesOf(targets: readonly { readonly engine: EngineId }[]): readonly EngineId[] {
  return [...new Set(targets.map(({ engine }) => engine))];
}
