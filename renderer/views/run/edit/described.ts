import { listNames, singleNames, switchNames } from '../../../../app/derive/run-options.ts';
import type { MountRow, PortRow, RunForm } from '../../../stores/shown/run-drafts.ts';
import { words } from '../../../words/words.ts';

const { run: own, edits } = words;
const { labels } = own.options;

/** A field of the form in words, and what stands in it; undefined for nothing. */
interface Difference {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Where two forms differ, in the order of the form; rows are told apart by what they name. */
export function formDifferences(before: RunForm, after: RunForm): readonly Difference[] {
  const [was, is] = [described(before), described(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }))
    .filter((one) => one.before !== one.after);
}

function described(form: RunForm): ReadonlyMap<string, string> {
  const { basics, limits, more } = own;
  const texts: readonly (readonly [string, string])[] = [
    [basics.image, form.image],
    [basics.name, form.name],
    [basics.command, form.command],
    ...form.ports.map(portText),
    ...form.mounts.map(mountText),
    ...form.env.map(({ name, value }) => [edits.variable({ name }), value || '""'] as const),
    [limits.network, form.network],
    [limits.memory, form.memory],
    [limits.cpus, form.cpus],
    [limits.restart, restartText(form)],
    [more.entrypoint, form.entrypoint],
    [more.workdir, form.workdir],
    [more.user, form.user],
    ...form.labels.map(({ name, value }) => [edits.labelNamed({ name }), value || '""'] as const),
    [more.start, yesOrNo(form.start)],
    [more.autoRemove, yesOrNo(form.autoRemove)],
    [more.tty, yesOrNo(form.tty)],
    ...switchNames.map((name) => [labels[name], yesOrNo(form[name])] as const),
    ...[...singleNames, ...listNames].map((name) => [labels[name], form[name]] as const),
  ];
  const all = new Map<string, string>();
  for (const [field, text] of texts) {
    const shown = text.trim();
    if (shown === '') continue;
    // One port may be published several times.
    const more = all.get(field);
    all.set(field, more === undefined ? shown : `${more}, ${shown}`);
  }
  return all;
}

function yesOrNo(on: boolean): string {
  return on ? edits.yes : edits.no;
}

function portText({ containerPort, protocol, hostIp, hostPort }: PortRow): readonly [string, string] {
  const host = hostPort.trim() === '' ? edits.anyPort : hostPort.trim();
  if (containerPort.trim() === '') return ['', ''];
  const name = `${containerPort.trim()}/${protocol}`;
  return [edits.port({ name }), hostIp.trim() === '' ? host : `${hostIp.trim()}:${host}`];
}

function mountText({ type, source, target, readOnly }: MountRow): readonly [string, string] {
  if (target.trim() === '') return ['', ''];
  const nameless = type === 'tmpfs' ? edits.memory : edits.nameless;
  const text = source.trim() === '' ? nameless : source.trim();
  return [edits.mount({ name: target.trim() }), readOnly ? edits.readOnly({ text }) : text];
}

function restartText({ restart, maxRetries }: RunForm): string {
  const { restarts } = own.limits;
  const names = {
    no: restarts.no,
    'on-failure': restarts.onFailure,
    'unless-stopped': restarts.unlessStopped,
    always: restarts.always,
  };
  return restart === 'on-failure' && maxRetries.trim() !== ''
    ? `${names[restart]} (${maxRetries.trim()})`
    : names[restart];
}
