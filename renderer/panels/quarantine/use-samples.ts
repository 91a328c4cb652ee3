import { useEffect, useState } from 'react';
import type { Quarantine, QuarantineSample } from '#contract/records/quarantine-records.ts';
import { useAsk } from '../../state/use-ask.ts';

export type Samples =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'loaded'; readonly samples: readonly QuarantineSample[] };

const askedFor = 50;

/** Kept messages of one line of the quarantine, asked for when the line is chosen and again when it has grown. */
export function useSamples(entry: Quarantine | undefined): Samples | null {
  const ask = useAsk();
  const [answer, setAnswer] = useState<{ readonly of: string; readonly samples: Samples } | null>(null);
  const { id, sourceId, reason, count } = entry ?? {};
  useEffect(() => {
    if (id === undefined || sourceId === undefined) return undefined;
    let current = true;
    void ask('quarantine.samples', { sourceId, limit: askedFor }).then((outcome) => {
      if (!current) return;
      const samples: Samples = outcome.ok
        ? { kind: 'loaded', samples: outcome.value.filter((sample) => sample.reason === reason) }
        : { kind: 'failed', sentence: outcome.sentence };
      setAnswer({ of: id, samples });
    });
    return () => {
      current = false;
    };
  }, [ask, id, sourceId, reason, count]);
  if (id === undefined) return null;
  return answer?.of === id ? answer.samples : { kind: 'loading' };
}
