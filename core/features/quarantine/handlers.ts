import type { QuarantineSample, SourceCount } from '#contract/records/quarantine-records.ts';
import type { Handlers } from '#contract/serve/serve.ts';
import { success } from '#domain/outcome/outcome.ts';

export function createQuarantineHandlers(options: {
  samples: (sourceId: string, limit: number) => QuarantineSample[];
  counts: () => SourceCount[];
}): Pick<Handlers, 'quarantine.samples' | 'source.counts'> {
  return {
    'quarantine.samples': ({ sourceId, limit }) => success(options.samples(sourceId, limit)),
    'source.counts': () => success(options.counts()),
  };
}
