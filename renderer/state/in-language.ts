import type { Outcome } from '#domain/outcome/outcome.ts';

/** A failure in the operator's words where there are some for its code; anything else as it is. */
export function inLanguage<Value>(outcome: Outcome<Value>, sentences: Readonly<Record<string, string>>): Outcome<Value> {
  const sentence = outcome.ok ? undefined : sentences[outcome.code];
  return outcome.ok || sentence === undefined ? outcome : { ...outcome, sentence };
}
