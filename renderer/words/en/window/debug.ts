interface Named {
  readonly name: string;
}

/** Of debug shells: of what opens them, and of their screens. */
export const debugWords = {
  command: 'Debug shell…',
  title: ({ name }: Named) => `Debug shell of ${name}`,
  verb: 'Open debug shell',
  failed: 'The debug shell could not be opened',
  image: 'Image with the tools',
  imageHint: 'Any that has a shell; busybox is enough.',
  running: ({ name }: Named) =>
    `A container of this image joins the processes and the network of ${name}. Its shell sees what runs there, has the files of ${name} at /proc/1/root, and may look into processes of any user.`,
  runningEnd: ({ name }: Named) => `It ends when ${name} stops or restarts, and is removed with the shell.`,
  stopped: ({ name }: Named) =>
    `${name} does not run. A copy of its files is made first, as a throw-away image where the engine can mount one; that takes about a second for each 100 MB. The shell has it at /target, without what is in volumes.`,
  stoppedEnd: ({ name }: Named) =>
    `What you change there does not reach ${name}. The copy and the container are removed with the shell.`,
  noImage: 'This engine has no image with tools yet.',
  pull: 'Pull busybox',
  refused: 'It is being removed.',
  /** The name of its screen, and of its tab. */
  screen: ({ name }: Named) => `Debug shell in ${name}`,
  tab: ({ name }: Named) => `Debug shell ${name}`,
  /** Above its screen. */
  note: ({ name, image }: Named & { readonly image: string }) =>
    `Programs of ${image}. The files of ${name} are in $TARGET_ROOT, where the shell began; its variables are set.`,
};
