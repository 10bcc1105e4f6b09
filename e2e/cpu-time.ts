/**
 * How long this process itself works on something that waits for nothing, in ms. Unlike the time that passes it is the
 * same beside other processes.
 */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
