/** Of the sections: `label` as it stands in the navigation, `noun` for what its verbs are done to, `findBy` for what people type who know it by another name. */
export const sectionWords = {
  containers: { label: 'Containers', noun: 'a container' },
  images: { label: 'Images', noun: 'an image' },
  builds: { label: 'Builds', noun: 'a build' },
  compose: { label: 'Compose', noun: 'a Compose project', findBy: 'projects stack' },
  volumes: { label: 'Volumes', noun: 'a volume' },
  networks: { label: 'Networks', noun: 'a network' },
  services: { label: 'Services', noun: 'a service', findBy: 'swarm replicas stack cluster' },
  nodes: { label: 'Nodes', noun: 'a node', findBy: 'swarm machines managers workers cluster' },
  stats: { label: 'Stats', noun: 'a running container', findBy: 'cpu memory usage top monitor charts performance' },
  activity: { label: 'Activity', noun: 'a task', findBy: 'tasks history progress jobs' },
  connections: {
    label: 'Connections',
    noun: 'a connection',
    findBy: 'engines contexts hosts remote ssh tls podman docker machines',
  },
  settings: { label: 'Settings', findBy: 'preferences options configuration theme' },
  disk: { label: 'Disk', findBy: 'space usage df clean free storage du prune' },
  system: {
    label: 'System',
    findBy: 'info about engine version storage driver cgroup kernel memory warnings host',
  },
};
