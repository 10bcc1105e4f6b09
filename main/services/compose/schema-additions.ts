import type { Schema } from './schema.ts';

/** What goes into one place of the schema. */
export interface Addition {
  /** The keys down to a mapping of the schema. */
  readonly at: readonly string[];
  readonly put: Readonly<Record<string, unknown>>;
}

const service = ['definitions', 'service', 'properties'] as const;
const build = [...service, 'build', 'oneOf', '1', 'properties'] as const;
const model: Schema = {
  type: ['object', 'null'],
  properties: {
    endpoint_var: { type: 'string', description: 'Environment variable that the model’s endpoint is put into.' },
    model_var: { type: 'string', description: 'Environment variable that the model’s name is put into.' },
  },
  additionalProperties: false,
  patternProperties: { '^x-': {} },
};

/** What Compose knows beyond the schema that is shipped: keys that came later, and words for those that have none. */
export const additions: readonly Addition[] = [
  {
    at: build,
    put: {
      provenance: { type: ['string', 'boolean'], description: 'Add a provenance attestation.' },
      sbom: { type: ['string', 'boolean'], description: 'Add an attestation of the image’s software (SBOM).' },
      no_cache_filter: {
        oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
        description: 'Stages to build without the cache.',
      },
    },
  },
  {
    at: ['definitions', 'development', 'properties', 'watch', 'items', 'properties'],
    put: {
      initial_sync: { type: 'boolean', description: 'Synchronize once before watching, for actions that synchronize.' },
    },
  },
  { at: [...service, 'models', 'oneOf', '1', 'patternProperties'], put: { '^[a-zA-Z0-9._-]+$': model } },
  { at: [...service, 'develop'], put: { description: 'How a running service follows changes of its sources.' } },
  { at: [...service, 'deploy'], put: { description: 'How the service is deployed: replicas, resources, placement.' } },
  { at: [...service, 'annotations'], put: { description: 'Annotations of the container, as a mapping or a list.' } },
  { at: [...service, 'attach'], put: { description: 'Whether `docker compose up` shows the logs of this service.' } },
  {
    at: ['definitions', 'model', 'properties', 'context_size'],
    put: { description: 'How much context the model is given, in tokens.' },
  },
];
