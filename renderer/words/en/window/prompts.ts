interface Engine {
  readonly engine: string;
}

/** What main asks on behalf of a program, most often ssh. */
export const promptWords = {
  /** In place of the name of an engine that is only tested yet. */
  tested: 'the new engine',
  hostKey: {
    /** `host` as ssh names it. */
    title: ({ host }: { readonly host: string }) => `Is ${host} the right machine?`,
    text: ({ engine }: Engine) =>
      `ssh has never been there. Compare this with the fingerprint that the owner of ${engine} tells: somebody else at its place would see all that you do.`,
    fingerprint: ({ algorithm }: { readonly algorithm: string }) => `${algorithm} key`,
    yes: 'Connect',
  },
  passphrase: {
    title: ({ engine }: Engine) => `Passphrase for ${engine}`,
    text: ({ key }: { readonly key: string }) =>
      `Your key ${key} is locked. The passphrase goes to ssh and is kept nowhere.`,
    label: 'Passphrase',
  },
  password: {
    title: ({ engine }: Engine) => `${engine} asks`,
    text: 'What you write goes to ssh and is kept nowhere.',
  },
  connect: 'Connect',
};
