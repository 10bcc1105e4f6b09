/** The ignore file of a folder, for Dockerfiles that have none of their own. */
export const folderIgnore = '.dockerignore';

/** A Dockerfile's own ignore file, by the Dockerfile's path inside the folder. Where it is there, no other one is read. */
export function ownIgnore(dockerfile: string): string {
  return `${dockerfile}.dockerignore`;
}
