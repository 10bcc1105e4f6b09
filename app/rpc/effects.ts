import type { Call, Contract, Operation, Operations, Stream } from './operation.ts';

type ParamsOf<O> = O extends Call<infer P, any, any> | Stream<infer P, any, any> ? P : never;

/** The operations whose parameters lead to an engine without naming it. */
type FoundIn<O extends Operations> = {
  [K in keyof O]: O[K] extends { readonly effect: 'changes-found' } ? K : never;
}[keyof O];

/** For each of them the engine that it changes; undefined for what nobody knows, of which the service says so itself. */
export type Ways<C extends Contract> = {
  readonly [S in keyof C as [FoundIn<C[S]>] extends [never] ? never : S]: {
    readonly [K in FoundIn<C[S]>]: (params: ParamsOf<C[S][K]>) => string | undefined;
  };
};

type Find = (params: any) => string | undefined;

/**
 * Tells of an operation, by its name, and the parameters that it is asked with which engine it changes, by id; undefined
 * where it changes none.
 */
export function changedEngine<C extends Contract>(
  contract: C,
  ways: Ways<C>,
): (operation: string, params: unknown) => string | undefined {
  const finds = new Map<string, Find>();
  for (const [slice, operations] of Object.entries(contract)) {
    const found = (ways as Readonly<Record<string, Readonly<Record<string, Find>>>>)[slice];
    for (const [name, operation] of Object.entries(operations)) {
      const find = findFor(operation, found?.[name]);
      if (find) finds.set(`${slice}.${name}`, find);
    }
  }
  return (operation, params) => finds.get(operation)?.(params);
}

function findFor({ effect }: Operation, way: Find | undefined): Find | undefined {
  switch (effect) {
    case 'safe':
      return undefined;
    case 'changes':
      return ({ engine }: { readonly engine: string }) => engine;
    case 'changes-found':
      return way;
  }
}
