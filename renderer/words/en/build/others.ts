/** Of a build that no Gantry asked for. */
export const otherWords = {
  label: ({ name }: { readonly name: string }) => `Build of ${name}, made elsewhere`,
  gone: { title: 'This build is not known', text: 'Its engine is away, or keeps it no more.' },
};
