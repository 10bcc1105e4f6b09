import { type ContainerSpec, healthFields } from '../create.ts';
import { itemTexts, singleText } from './run-options.ts';

/** Options of a spec that are asked for less often, as a service of a Compose file says them. */
export function composeOptions(spec: ContainerSpec): object {
  const { ulimits, sysctls, logDriver, logOptions, stopTimeout } = spec;
  const values: Readonly<Record<string, unknown>> = {
    stdin_open: spec.stdin,
    init: spec.init,
    read_only: spec.readOnlyRoot,
    hostname: spec.hostname,
    dns: spec.dns,
    dns_search: spec.dnsSearch,
    extra_hosts: spec.extraHosts && itemTexts(spec, 'extraHosts'),
    cap_add: spec.capAdd,
    cap_drop: spec.capDrop,
    security_opt: spec.securityOptions,
    group_add: spec.groups,
    devices: spec.devices && itemTexts(spec, 'devices'),
    shm_size: spec.shmSize,
    pids_limit: spec.pidsLimit,
    memswap_limit: spec.memorySwap,
    ulimits: ulimits && Object.fromEntries(ulimits.map(({ name, soft, hard }) => [name, { soft, hard }])),
    sysctls: sysctls && Object.fromEntries(sysctls),
    logging:
      logDriver === undefined && logOptions === undefined
        ? undefined
        : { driver: logDriver, options: logOptions && Object.fromEntries(logOptions) },
    healthcheck: healthOf(spec),
    stop_signal: spec.stopSignal,
    stop_grace_period: isEndless(spec) || stopTimeout === undefined ? undefined : `${stopTimeout}s`,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** What no Compose file says of these options, as engines name it. */
export function unsaidOptions(spec: ContainerSpec): string[] {
  return [
    ...(isEndless(spec) ? ['Config.StopTimeout'] : []),
    ...(spec.publishAll ? ['HostConfig.PublishAllPorts'] : []),
  ];
}

/** Compose ends every wait. */
function isEndless({ stopTimeout }: ContainerSpec): boolean {
  return stopTimeout === -1;
}

function healthOf(spec: ContainerSpec): object | undefined {
  if (spec.noHealthcheck) return { disable: true };
  if (healthFields.every((field) => spec[field] === undefined)) return undefined;
  return {
    test: spec.healthCommand === undefined ? undefined : ['CMD-SHELL', spec.healthCommand],
    interval: singleText(spec, 'healthInterval'),
    timeout: singleText(spec, 'healthTimeout'),
    start_period: singleText(spec, 'healthStartPeriod'),
    retries: spec.healthRetries,
  };
}
