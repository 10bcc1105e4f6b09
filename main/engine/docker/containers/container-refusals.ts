import type { SpecField } from '../../../../app/create.ts';
import type { PlainReason } from '../../../../app/reasons/reasons.ts';
import type { ProblemCode } from '../../../../app/rpc/problem.ts';

/** What an engine says of a part of a spec that it cannot make. */
interface Refusal {
  readonly words: RegExp;
  readonly field: SpecField;
  readonly code: ProblemCode;
  readonly reason: PlainReason;
}

/** Which part of the spec it is about, no engine says otherwise than in words. The first that fits. */
export const refusals: readonly Refusal[] = [
  {
    words: /no space left on device/i,
    field: 'image',
    code: 'no-space',
    reason: 'create-disk-full',
  },
  {
    words:
      /port is already allocated|address already in use|cannot assign requested address|cannot expose privileged port/i,
    field: 'ports',
    code: 'conflict',
    reason: 'port-unpublishable',
  },
  {
    words: /network\b.*\bnot found|unable to find network|user-defined networks|network-scoped|no such network/i,
    field: 'network',
    code: 'not-found',
    reason: 'network-missing',
  },
  {
    words:
      /bind source path|mount config|mount point|mount path|mount destination|duplicate mount|volume name|mounting ".*" to rootfs|no such volume/i,
    field: 'mounts',
    code: 'invalid-input',
    reason: 'mount-impossible',
  },
  {
    words: /CapDrop/,
    field: 'capDrop',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /CapAdd|unknown capability/i,
    field: 'capAdd',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /adding custom device|not a device node|stat \/dev\//i,
    field: 'devices',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /sysctl/i,
    field: 'sysctls',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /security-opt|apparmor|seccomp|selinux|no-new-privileges/i,
    field: 'securityOptions',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /supplemental groups/i,
    field: 'groups',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /unknown log opt|log-opt/i,
    field: 'logOptions',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /log(ging)? (driver|plugin)/i,
    field: 'logDriver',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /invalid signal/i,
    field: 'stopSignal',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /[ru]limit/i,
    field: 'ulimits',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /shm size/i,
    field: 'shmSize',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /hostname/i,
    field: 'hostname',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /extra.?host|add-host/i,
    field: 'extraHosts',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /healthcheck/i,
    field: 'healthCommand',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /docker-init|catatonit|init binary/i,
    field: 'init',
    code: 'invalid-input',
    reason: 'option-impossible',
  },
  {
    words: /unable to find (user|group)|no matching entries in (passwd|group)|invalid user/i,
    field: 'user',
    code: 'invalid-input',
    reason: 'user-missing',
  },
  {
    words: /working directory|chdir to cwd|crun: chdir|mkdir cwd|^workdir "/i,
    field: 'workdir',
    code: 'invalid-input',
    reason: 'workdir-impossible',
  },
  {
    words: /memory|cpu|cgroup/i,
    field: 'limits',
    code: 'invalid-input',
    reason: 'limit-impossible',
  },
  {
    // The last four are crun's and Podman's.
    words:
      /executable file not found|exec: |exec format error|no command specified|no command or entrypoint|command that was not found|executable file .* not found|is not executable|open executable/i,
    field: 'command',
    code: 'invalid-input',
    reason: 'command-impossible',
  },
];
