import type { CopyReasons } from '../../../app/reasons/copies.ts';
import type { ReasonWords } from '../language/types.ts';

/** Of pulls, pushes, archives and logins. */
export const transferWords = {
  failed: ({ verb }: { readonly verb: string }) => `${verb} failed`,
  noEngine: 'There is no engine',
  image: 'Image',
  /** The shape of an image's name, in an empty field. */
  imageShape: 'name:tag',
  imageShapeWithRegistry: 'registry/name:tag',
  imageExample: 'For example node:22 or registry.example/team/app:1.',
  pull: {
    command: 'Pull image…',
    title: 'Pull image',
    verb: 'Pull',
    platform: 'Platform',
    platformOwn: 'the engine’s own',
    platformHint: 'For another kind of machine, e.g. linux/arm64.',
    platformFault: 'Like linux/arm64 or linux/arm/v7.',
  },
  push: {
    command: 'Push image…',
    title: 'Push image',
    verb: 'Push',
    description: 'The registry is the first part of the image’s name; tag it under another name to send it elsewhere.',
  },
  save: {
    command: 'Save images to a file…',
    title: 'Save images to a file',
    verb: 'Save',
    images: 'Images',
    imagesHint: 'One or more, with spaces between them.',
    file: 'File',
    fileHint: 'On the machine that Gantry runs on.',
    fileEnding: 'The name of an archive ends in .tar.',
    filePath: 'Write the whole path.',
    chooseFolder: 'Choose folder',
    folderTitle: 'Save in folder',
    overwrite: 'Overwrite a file of this name',
  },
  load: { command: 'Load images from a file…', title: 'Load images from a file', verb: 'Load' },
  login: {
    command: 'Log in to a registry…',
    title: 'Log in to a registry',
    description: 'The login is kept where the docker command keeps its own.',
    verb: 'Log in',
    done: ({ registry }: { readonly registry: string }) => `Logged in to ${registry}`,
    registry: 'Registry',
    registryFault: 'Like registry.example or localhost:5000.',
    user: 'User name',
    userMissing: 'Write the user name.',
    userFault: 'A user name has no colon.',
    password: 'Password or token',
    passwordMissing: 'Write the password.',
  },
  logout: { command: 'Log out of a registry…' },
};

export const copyReasons: ReasonWords<CopyReasons> = {
  'copy-same-engine': 'It is on this engine already.',
  'copy-nowhere': ['There is no other engine that answers and may be changed.', 'Add one in Connections, or start it.'],
  'copy-differs': ({ image }) => `The layers of ${image} are other ones at the engine that loaded it.`,
  'copy-other-image': [
    ({ image }) => `The other engine has another image that is called ${image}.`,
    'Remove or rename that one, or copy the image first.',
  ],
  'copy-needs-tar': [
    'The engine gives files away without their owners, and no image on it has a tar to do better.',
    'Pull one that has, such as busybox, and copy again.',
  ],
  'copy-no-folder': [({ path }) => `${path} is no folder.`, 'Choose a folder of the container.'],
  'copy-name-there': [
    ({ name, folder }) => `Something is called ${name} in ${folder} already.`,
    'Choose another folder, or rename one of both.',
  ],
  'copy-into-itself': [({ path }) => `${path} cannot be copied into itself.`, 'Choose a folder outside of it.'],
  'copy-tar-failed': 'The files could not be read.',
};

/** Of copies to another engine. */
export const copyWords = {
  command: 'Copy to…',
  verb: 'Copy',
  title: ({ name }: { readonly name: string }) => `Copy ${name} to another engine`,
  titleOfMany: ({ count }: { readonly count: number }) => `Copy ${count} images to another engine`,
  nowhere: 'There is no other engine that answers and may be changed.',
  reading: 'The container is being read.',
  to: 'To',
  name: 'Name there',
  replaced: 'An image that has the name there loses it.',
  inUse: ({ names }: { readonly names: string }) =>
    `${names} may write into it meanwhile: stop what does, for a copy that fits together.`,
  plain: 'There it is a plain volume, whatever its driver is here.',
  plainWithout: ({ options }: { readonly options: string }) =>
    `There it is a plain volume, without the options that it has here: ${options}`,
  unread: 'The container could not be read',
  volume: ({ name }: { readonly name: string }) => `Copy the volume ${name}`,
  otherwise: 'Otherwise it is new and empty there, or the one of that name.',
  start: 'Start it there',
  runs: 'It runs: what it writes meanwhile may be missing. Stop it for a copy that fits together.',
  folders: ({ paths }: { readonly paths: string }) => `There these folders are those of the other machine: ${paths}`,
  rest: ({ fields }: { readonly fields: string }) => `Not carried over: ${fields}`,
  /** Of files of a container. */
  files: {
    title: ({ name, count }: { readonly name: string; readonly count: number }) =>
      count === 1 ? `Copy ${name} into a container` : `Copy ${count} files and folders into a container`,
    container: 'Container',
    nowhere: 'No engine answers that may be changed.',
    noContainer: 'This engine has no container.',
    noFolder: 'Go to a folder of the container first.',
  },
};
