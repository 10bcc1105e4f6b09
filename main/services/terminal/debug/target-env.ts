/** What belongs to a process or its shell, or changes how programs of another image start. */
const own =
  /^(PATH|HOME|PWD|OLDPWD|SHELL|TERM|USER|LOGNAME|HOSTNAME|IFS|ENV|PS[0-4]|CDPATH|TMOUT|SHLVL|PROMPT_COMMAND|SHELLOPTS|BASH.*|LD_.*|GANTRY_.*|TARGET_.*)$/;
/** A shell can name no other. */
const name = /^[A-Za-z_]\w*$/;

/**
 * The environment of a debug shell, as `NAME=value`: that of the container that is looked at, so that what its program
 * reads is at hand, but for what would hinder the shell. Its search path is in TARGET_PATH.
 * @param root where its files are, which goes into TARGET_ROOT
 */
export function targetEnv(env: readonly string[], root: string): string[] {
  const variables = env.map((line): [string, string] => {
    const at = line.indexOf('=');
    return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
  });
  const path = variables.find(([key]) => key === 'PATH')?.[1] ?? '';
  return [
    ...variables.filter(([key]) => name.test(key) && !own.test(key)).map(([key, value]) => `${key}=${value}`),
    `TARGET_ROOT=${root}`,
    `TARGET_PATH=${path}`,
  ];
}
