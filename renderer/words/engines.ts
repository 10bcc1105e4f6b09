import type { EngineVersion } from '../../app/engines/engine.ts';
import { words } from './words.ts';

/** What an engine is: `Docker 28.5.2`, `Podman 5.8.6, rootless`. `version` as it may be shown. */
export function productOf({ product, rootless }: EngineVersion, version: string): string {
  return rootless ? words.shell.engine.rootless({ product, version }) : `${product} ${version}`;
}
