/** What people type who know a verb by another name: by command id, or by a slice's verb. */
const words: Readonly<Record<string, string>> = {
  'containers.start': 'run up boot',
  'containers.stop': 'halt end shut down',
  'containers.restart': 'reboot reload',
  'containers.pause': 'freeze suspend',
  'containers.unpause': 'resume continue',
  'containers.kill': 'force sigkill end',
  'containers.remove': 'delete rm',
  'containers.logs': 'output tail print stdout stderr',
  'containers.shell': 'exec ssh terminal bash sh console attach',
  'containers.open': 'port browser url http link',
  'containers.run': 'create new docker start',
  'containers.again': 'recreate duplicate clone edit change',
  'images.remove': 'delete rmi rm',
  'images.prune': 'disk space clean cleanup free delete dangling docker',
  'volumes.remove': 'delete rm',
  'volumes.prune': 'disk space clean cleanup free delete docker',
  'networks.remove': 'delete rm',
  'networks.prune': 'clean cleanup free delete docker',
  'builds.openFolder': 'dockerfile image',
  'compose.openFile': 'yaml stack project',
  'compose.up': 'start deploy create',
  'compose.down': 'stop remove delete',
  'compose.logs': 'output tail print',
  'dock.toggle': 'panel logs terminal',
  'dock.maximise': 'panel full screen zoom large',
  'dock.side': 'panel move split side',
  'go.disk': 'space usage df clean free storage du prune',
  'go.activity': 'tasks history progress jobs',
  'go.settings': 'preferences options configuration theme',
  'go.compose': 'projects stack',
  'registries.login': 'sign in hub account',
  'registries.logout': 'sign out hub account',
};

/** Other words for a command, to find it by. */
export function paletteWords(command: string): string {
  return words[command] ?? '';
}
