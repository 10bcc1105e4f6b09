import { specOf } from '../../app/create.ts';

/** The least that a container is made of here. */
export const bareSpec = specOf('busybox');
