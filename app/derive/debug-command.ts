import { cliWord } from '../text/command-line.ts';

/**
 * The `docker …` line that looks into a container with the programs of an image.
 * @param isUp whether the container runs; of one that does not, a copy of its files is made
 */
export function debugCommand(
  name: string,
  { image, isUp }: { readonly image: string; readonly isUp: boolean },
): string {
  const target = `container:${cliWord(name)}`;
  const copy = `--mount "type=image,source=$(docker commit ${cliWord(name)}),target=/target"`;
  const where = isUp ? `--pid ${target} --network ${target} --cap-add SYS_PTRACE` : copy;
  return `docker run --rm -it ${where} ${cliWord(image)} sh`;
}
