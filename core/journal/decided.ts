import type { Act } from '#domain/journal/act.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Decision } from './own-acts.ts';

/** A decision that answers with nothing but that it stands. */
export function decided(acts: Outcome<readonly Act[]>): Decision<Record<string, never>> {
  return acts.ok ? { acts: acts.value, answer: success({}) } : { acts: [], answer: acts };
}
