import type { ContainerSpec } from '../../app/create.ts';

/** The least that a container is made of, for tests: an image, and nothing else that anybody asked for. */
export const bareSpec: ContainerSpec = {
  image: 'busybox',
  env: [],
  labels: [],
  ports: [],
  mounts: [],
  restart: 'no',
  tty: false,
  autoRemove: false,
  start: true,
};
