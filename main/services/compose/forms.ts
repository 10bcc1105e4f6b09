import type { TextForm } from '../../../app/reasons/compose-files.ts';

/** What a text has to look like. */
export interface Form {
  readonly name: TextForm;
  readonly fits: RegExp;
}

/** YAML 1.1 has more words for these than YAML 1.2, and Compose takes them all. */
const boolean: Form = { name: 'boolean', fits: /^(?:true|false|y|yes|on|n|no|off)$/i };
const whole: Form = { name: 'whole', fits: /^[-+]?\d+$/ };
const decimal: Form = { name: 'decimal', fits: /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i };
const duration: Form = {
  name: 'duration',
  fits: /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/,
};
const size: Form = { name: 'size', fits: /^-?(?:\d+(?:\.\d*)?|\.\d+) ?[kmgtp]?i?b?$/i };

/** Keys whose texts Compose reads as something else, where the schema allows a text. */
const byKey = new Map<string, Form>([
  ...keys(
    `cpu_count cpu_period cpu_quota cpu_shares hard max_attempts max_replicas_per_node mode oom_score_adj parallelism
    pids_limit replicas retries scale soft target`,
    whole,
  ),
  ...keys('cpu_percent cpus max_failure_ratio', decimal),
  ...keys('delay interval monitor start_interval start_period stop_grace_period timeout window', duration),
  ...keys('mem_limit mem_reservation memory memswap_limit shm_size', size),
]);

function keys(names: string, form: Form): (readonly [string, Form])[] {
  return names.split(/\s+/).map((name) => [name, form]);
}

/** The form of a key's value, by the types that the schema allows there; undefined where any text will do. */
export function formOf(key: string, types: ReadonlySet<string>): Form | undefined {
  if (!types.has('string')) return undefined;
  // Attestations are switched on and off, or told how.
  if (types.has('boolean') && !types.has('number') && key !== 'provenance' && key !== 'sbom') return boolean;
  const form = byKey.get(key);
  const counts = types.has('integer') || types.has('number');
  // `target` and `mode` are also a path and a word.
  return form === whole && !counts ? undefined : form;
}
