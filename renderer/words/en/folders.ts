/** Of the chooser of folders and files. */
export const folderWords = {
  title: 'Open folder',
  choose: 'Open this folder',
  chooseHint: 'Enter in the path does it, too',
  unread: 'The folder could not be read',
  showHidden: 'Show hidden',
  recentFolders: 'Recent folders',
  recent: 'Recent',
  up: 'Up',
  home: 'Home',
  path: 'Path',
  content: 'Folder content',
  empty: 'This folder is empty.',
  tooMany: 'There is more than can be listed: type the path.',
};
