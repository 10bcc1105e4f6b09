/** Compose's labels; podman-compose writes its own beside them. */
export function composeOf(labels: Readonly<Record<string, string>>): { project?: string; service?: string } {
  const project = labels['com.docker.compose.project'] || labels['io.podman.compose.project'];
  const service = labels['com.docker.compose.service'];
  return { ...(project ? { project } : {}), ...(service ? { service } : {}) };
}
