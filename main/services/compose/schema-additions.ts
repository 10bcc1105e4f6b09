import type { ComposeNote } from '../../../app/compose.ts';
import type { Schema } from './schema.ts';

/** What goes into one place of the schema. */
export interface Addition {
  /** The keys down to a mapping of the schema. */
  readonly at: readonly string[];
  readonly put: Readonly<Record<string, unknown>>;
}

/** Says what a key means: a keyword of our own, as a schema's `description` would be in English. */
const noted = (note: ComposeNote) => ({ note });

const service = ['definitions', 'service', 'properties'] as const;
const build = [...service, 'build', 'oneOf', '1', 'properties'] as const;
const model: Schema = {
  type: ['object', 'null'],
  properties: {
    endpoint_var: { type: 'string', ...noted('endpointVar') },
    model_var: { type: 'string', ...noted('modelVar') },
  },
  additionalProperties: false,
  patternProperties: { '^x-': {} },
};

/** What Compose knows beyond the schema that is shipped: keys that came later, and notes for those that it has no words for. */
export const additions: readonly Addition[] = [
  {
    at: build,
    put: {
      provenance: { type: ['string', 'boolean'], ...noted('provenance') },
      sbom: { type: ['string', 'boolean'], ...noted('sbom') },
      no_cache_filter: {
        oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
        ...noted('noCacheFilter'),
      },
    },
  },
  {
    at: ['definitions', 'development', 'properties', 'watch', 'items', 'properties'],
    put: {
      initial_sync: { type: 'boolean', ...noted('initialSync') },
    },
  },
  { at: [...service, 'models', 'oneOf', '1', 'patternProperties'], put: { '^[a-zA-Z0-9._-]+$': model } },
  { at: [...service, 'develop'], put: noted('develop') },
  { at: [...service, 'deploy'], put: noted('deploy') },
  { at: [...service, 'annotations'], put: noted('annotations') },
  { at: [...service, 'attach'], put: noted('attach') },
  {
    at: ['definitions', 'model', 'properties', 'context_size'],
    put: noted('contextSize'),
  },
];
