/** How the engine of an address is started, by what its path tells; the first that fits. */
const starts: readonly (readonly [address: RegExp, command: string])[] = [
  [/\/\.colima\//, 'colima start'],
  [/\/\.orbstack\//, 'orb start'],
  [/\/\.rd\//, 'rdctl start'],
  [/\/\.docker\/desktop\//, 'systemctl --user start docker-desktop'],
  [/\/\.docker\/run\//, 'open -a Docker'],
  [/^unix:\/\/\/run\/user\/\d+\/podman\//, 'systemctl --user start podman.socket'],
  [/^unix:\/\/(\/var)?\/run\/podman\//, 'sudo systemctl start podman.socket'],
  [/^unix:\/\/\/run\/user\/\d+\/docker\.sock$/, 'systemctl --user start docker'],
  [/^unix:\/\/(\/var)?\/run\/docker\.sock$/, 'sudo systemctl start docker'],
];

/** The command that starts the engine of an address; undefined where its address does not tell. */
export function startCommand(address: string): string | undefined {
  return starts.find(([pattern]) => pattern.test(address))?.[1];
}
