/** A path inside a folder, with the separator that the folder's system uses. */
export function joinPath(folder: string, name: string): string {
  const separator = /^([A-Za-z]:\\|\\\\)/.test(folder) ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** The folder that a path is in, or undefined at the top. */
export function parentOf(path: string): string | undefined {
  const [, folder, separator] = /^(.*)([/\\])[^/\\]+[/\\]*$/.exec(path) ?? [];
  if (folder === undefined || separator === undefined) return undefined;
  return folder === '' || folder.endsWith(':') ? folder + separator : folder;
}

/** The last part of a path; the whole when there is none. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}
