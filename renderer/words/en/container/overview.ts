interface Prefixed {
  readonly prefix: string;
}

/** Of parts of what is told of a container first. */
export const overviewWords = {
  labelsIn: ({ prefix }: Prefixed) => `Labels ${prefix}`,
  labelsCopiedIn: ({ prefix }: Prefixed) => `labels ${prefix}`,
  showSecrets: 'Show secrets',
  dependsOn: 'Depends on',
  usedBy: 'Used by',
  checks: ({ checks }: { readonly checks: string }) => `Checks, oldest first: ${checks}`,
  check: ({ passed, age }: { readonly passed: boolean; readonly age: string }) =>
    `${passed ? 'passed' : 'failed'} ${age} ago`,
};
