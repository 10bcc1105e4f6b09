import { formatCommandLine } from '../../app/command-line.ts';
import type { ContainerDetail, Mount } from '../../app/containers.ts';
import { mountTypes, restartPolicies } from '../../app/create.ts';
import type { EngineId } from '../../app/engine.ts';
import { bareImageId, type ImageConfig } from '../../app/images.ts';
import { toProblem } from '../../app/problem.ts';
import { emptyForm, type MountRow, type NamedValue, type RunForm } from '../stores/run-drafts.ts';
import type { Session } from '../stores/session.ts';
import type { Command } from './command.ts';
import type { ContainerTarget } from './containers.ts';
import { openRun } from './create.ts';

/** What Compose marks its containers with: one that is run by hand is none of them. */
const ofCompose = 'com.docker.compose.';
const anonymous = /^[0-9a-f]{64}$/;

/** Opens the form with what the container was created with. */
export const runAgain: Command<ContainerTarget> = {
  id: 'containers.again',
  label: 'Run again with changes…',
  icon: 'edit',
  key: 'n',
  fits: () => true,
  refusal: () => undefined,
  run: async ([target], session) => {
    if (!target) return;
    const { engine, container } = target;
    try {
      const form = await readForm(target, session);
      const name = freeName(form.name, session, engine);
      openRun({ engine, image: form.image, recipe: { of: container.id, form: { ...form, name } } }, session);
    } catch (error) {
      session.notices.fail(`Couldn’t read how ${container.name} was made`, toProblem(error));
    }
  },
};

/**
 * Reads what a container was created with before it is removed; the answer opens the form with it. Undefined where it
 * could not be read: then nothing is offered.
 */
export async function rememberRecipe(target: ContainerTarget, session: Session): Promise<(() => void) | undefined> {
  const form = await readForm(target, session).catch(() => undefined);
  if (!form) return undefined;
  const { engine, container } = target;
  return () => openRun({ engine, image: form.image, recipe: { of: container.id, form } }, session);
}

async function readForm({ engine, container }: ContainerTarget, { link }: Session): Promise<RunForm> {
  const detail = await link.ask((client) => client.containers.inspect({ engine, id: container.id }));
  const image = bareImageId(detail.imageId);
  // Without the image all that it brings stays in the form: more than need be, but not wrong.
  const own = await link.ask((client) => client.images.inspect({ engine, id: image })).catch(() => undefined);
  return formOf(detail, own?.config, own?.labels);
}

/** The name, or the first free one that is made from it. */
function freeName(name: string, { containers }: Session, engine: EngineId): string {
  const taken = new Set([...containers.of(engine).items.values()].map((one) => one.name));
  if (!taken.has(name)) return name;
  for (let n = 2; ; n++) if (!taken.has(`${name}-${n}`)) return `${name}-${n}`;
}

/** What to type into the form to get this container again; what its image brings anyway is left out. */
export function formOf(
  detail: ContainerDetail,
  image: ImageConfig | undefined,
  imageLabels: Readonly<Record<string, string>> = {},
): RunForm {
  const { recipe } = detail;
  const [policy = 'no', retries = ''] = detail.restartPolicy.split(':');
  const unless = (value: string, own: string | undefined) => (value === own ? '' : value);
  const inherited = new Set(image?.env);
  return {
    ...emptyForm(detail.image),
    name: detail.name,
    ...commandLines(detail, image),
    workdir: unless(detail.workingDir, image?.workingDir),
    user: unless(detail.user, image?.user),
    env: detail.env.filter((line) => !inherited.has(line)).map(pair),
    labels: Object.entries(detail.labels)
      .filter(([name, value]) => imageLabels[name] !== value && !name.startsWith(ofCompose))
      .map(([name, value]) => ({ name, value })),
    ports: recipe.ports.map(({ hostIp = '', hostPort, containerPort, protocol }) => ({
      hostIp,
      hostPort: hostPort === undefined ? '' : String(hostPort),
      containerPort: String(containerPort),
      protocol,
    })),
    mounts: detail.mounts.flatMap((mount) => mountRow(mount, image)),
    network: recipe.network ?? '',
    restart: restartPolicies.find((one) => one === policy) ?? 'no',
    maxRetries: retries,
    memory: recipe.memory === undefined ? '' : sizeText(recipe.memory),
    cpus: recipe.cpus === undefined ? '' : String(recipe.cpus),
    tty: detail.tty,
    autoRemove: recipe.autoRemove,
  };
}

/** An entrypoint of one's own takes the image's command away, so then the command is given too. */
function commandLines({ recipe }: ContainerDetail, image: ImageConfig | undefined) {
  const same = (a: readonly string[], b: readonly string[] | undefined) => JSON.stringify(a) === JSON.stringify(b);
  const ownEntry = !same(recipe.entrypoint, image?.entrypoint);
  return {
    entrypoint: ownEntry ? formatCommandLine(recipe.entrypoint) : '',
    command: ownEntry || !same(recipe.command, image?.command) ? formatCommandLine(recipe.command) : '',
  };
}

function pair(line: string): NamedValue {
  const at = line.indexOf('=');
  return at < 0 ? { name: line, value: '' } : { name: line.slice(0, at), value: line.slice(at + 1) };
}

function mountRow({ type: name, source: from, target, readOnly }: Mount, image: ImageConfig | undefined): MountRow[] {
  const type = mountTypes.find((one) => one === name);
  if (!type) return [];
  const source = type === 'tmpfs' || (type === 'volume' && anonymous.test(from)) ? '' : from;
  if (type === 'volume' && source === '' && image?.volumes.includes(target)) return [];
  return [{ type, source, target, readOnly }];
}

/** As a person would type it, exactly: `64m`, else bytes. */
function sizeText(bytes: number): string {
  const mebibytes = bytes / 1024 ** 2;
  return Number.isInteger(mebibytes) ? `${mebibytes}m` : `${bytes}b`;
}
