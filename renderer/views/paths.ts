/** A path inside a folder, with the separator that the folder's system uses. */
export function joinPath(folder: string, name: string): string {
  const separator = /^([A-Za-z]:\\|\\\\)/.test(folder) ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** The last part of a path; the whole when there is none. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}
