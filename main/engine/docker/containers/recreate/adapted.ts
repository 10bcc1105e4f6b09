import { list, type Raw, record, text, texts } from '../../../../base/json.ts';
import type { StandIns, WholeRecipe } from '../../../ports/recreation.ts';

/** Fields of `HostConfig` that may say `container:` and which one. */
const shared = ['IpcMode', 'PidMode'] as const;

const ofContainer = /^container:(.+)$/s;

/** See `EngineRecreation.partners`. */
export function partnersOf({ body, mode }: WholeRecipe): readonly string[] {
  const host = record(body['HostConfig']);
  const modes = [mode, ...shared.map((key) => text(host[key]))];
  return [
    ...new Set([
      ...modes.flatMap((one) => ofContainer.exec(one)?.[1] ?? []),
      ...texts(host['VolumesFrom']).map((from) => volumesFrom(from).container),
    ]),
  ];
}

/** See `EngineRecreation.adapt`. */
export function adapted(recipe: WholeRecipe, { image, gone, partners }: StandIns): WholeRecipe {
  const host = record(recipe.body['HostConfig']);
  const other = (mode: string) => {
    const partner = partners.get(ofContainer.exec(mode)?.[1] ?? '');
    return partner === undefined ? mode : `container:${partner}`;
  };
  const modes = shared.filter((key) => text(host[key]) !== '').map((key) => [key, other(text(host[key]))]);
  const from = texts(host['VolumesFrom']).map((one) => {
    const { container, rest } = volumesFrom(one);
    return `${partners.get(container) ?? container}${rest}`;
  });
  return {
    ...recipe,
    mode: other(recipe.mode),
    body: {
      ...recipe.body,
      Image: image,
      HostConfig: {
        ...host,
        ...Object.fromEntries(modes),
        ...(from.length > 0 ? { VolumesFrom: from } : {}),
        ...freshVolumes(host, recipe, gone),
      },
    },
    nameless: recipe.nameless.filter(({ name }) => !gone.has(name)),
  };
}

/** A container's id or name, which holds no colon, and how its volumes are mounted. */
function volumesFrom(said: string): { readonly container: string; readonly rest: string } {
  const end = said.indexOf(':');
  return end < 0 ? { container: said, rest: '' } : { container: said.slice(0, end), rest: said.slice(end) };
}

/** Volumes without a name are asked for without one again, or not at all where the image or the volumes' own field does so. */
function freshVolumes(host: Raw, { nameless }: WholeRecipe, gone: ReadonlySet<string>): Raw {
  if (!nameless.some(({ name }) => gone.has(name))) return {};
  const asked = new Set(nameless.filter(({ name, asked }) => asked && gone.has(name)).map(({ target }) => target));
  const mounts = list(host['Mounts']).flatMap((item) => {
    const { Source, ...mount } = record(item);
    if (!gone.has(text(Source))) return [item];
    return asked.delete(text(mount['Target'])) ? [mount] : [];
  });
  const binds = texts(host['Binds']).filter((bind) => !gone.has(bind.slice(0, bind.indexOf(':'))));
  // What stood among the binds, as Podman writes it.
  const fresh = Array.from(asked, (target) => ({ Type: 'volume', Target: target }));
  return { Binds: binds, Mounts: [...mounts, ...fresh] };
}
