/** What a flag of `docker run` is called in full, and whether a value follows it. */
export interface Flag {
  readonly name: string;
  readonly takesValue: boolean;
}

/** Of `docker run` 28.3, without the dashes. */
const switches = `detach disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged
  publish-all quiet read-only rm sig-proxy tty use-api-socket`;
const valued = `add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile
  cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems
  detach-keys device device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops dns dns-option
  dns-search domainname entrypoint env env-file expose gpus group-add health-cmd health-interval health-retries
  health-start-interval health-start-period health-timeout hostname io-maxbandwidth io-maxiops ip ip6 ipc isolation
  kernel-memory label label-file link link-local-ip log-driver log-opt mac-address memory memory-reservation memory-swap
  memory-swappiness mount name network network-alias oom-score-adj pid pids-limit platform publish pull restart runtime
  security-opt shm-size stop-signal stop-timeout storage-opt sysctl tmpfs ulimit user userns uts volume volume-driver
  volumes-from workdir`;

/** What only `podman run` has. */
const podmanSwitches = `env-host http-proxy no-hostname no-hosts passwd read-only-tmpfs replace rmi rootfs tls-verify
  unsetenv-all`;
const podmanValued = `arch authfile cert-dir cgroup-conf cgroups chrootdirs conmon-pidfile creds decryption-key gidmap
  group-entry health-log-destination health-max-log-count health-max-log-size health-on-failure health-startup-cmd
  health-startup-interval health-startup-retries health-startup-success health-startup-timeout hosts-file hostuser
  image-volume init-ctr init-path intel-rdt-closid ip-range os passwd-entry personality pidfile pod pod-id-file
  preserve-fd preserve-fds rdt-class requires retry retry-delay sdnotify seccomp-policy secret shm-size-systemd subgidname
  subuidname systemd timeout tz uidmap umask unsetenv variant`;

const letters: Readonly<Record<string, string>> = {
  a: 'attach',
  c: 'cpu-shares',
  d: 'detach',
  e: 'env',
  h: 'hostname',
  i: 'interactive',
  l: 'label',
  m: 'memory',
  p: 'publish',
  P: 'publish-all',
  q: 'quiet',
  t: 'tty',
  u: 'user',
  v: 'volume',
  w: 'workdir',
};

/** Older names, which both programs still take. */
const otherNames: Readonly<Record<string, string>> = {
  'dns-opt': 'dns-option',
  net: 'network',
  'net-alias': 'network-alias',
};

const namesOf = (text: string): string[] => text.split(/\s+/);
const takesValue: ReadonlyMap<string, boolean> = new Map([
  ...namesOf(`${valued} ${podmanValued}`).map((name) => [name, true] as const),
  ...namesOf(`${switches} ${podmanSwitches}`).map((name) => [name, false] as const),
]);

/** The flag of this long name, e.g. `publish`; undefined where neither program has it. */
export function longFlag(name: string): Flag | undefined {
  const full = Object.hasOwn(otherNames, name) ? (otherNames[name] ?? name) : name;
  const takes = takesValue.get(full);
  return takes === undefined ? undefined : { name: full, takesValue: takes };
}

/** The flag of this letter, e.g. `p`. */
export function shortFlag(letter: string): Flag | undefined {
  const name = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
  return name === undefined ? undefined : longFlag(name);
}

const programSwitches = /^(-D|-r|-v|--(debug|tls|tlsverify|remote|version|help))$/;

/** Whether a flag of the program itself, before `run`, has its value in the next word, as `--context other`. */
export function programFlagTakesNext(word: string): boolean {
  return !word.includes('=') && !programSwitches.test(word);
}
