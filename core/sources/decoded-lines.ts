import type { Decoded, Fact } from '#domain/facts/fact.ts';

/** What several lines of one message tell, each its facts or why it cannot be read: those that can be read count, and the first fault is told beside them. */
export function decodedLines(read: readonly (readonly Fact[] | string)[]): Decoded {
  const facts = read.flatMap((each) => (typeof each === 'string' ? [] : each));
  const [fault] = read.filter((each) => typeof each === 'string');
  if (facts.length === 0) return { ok: false, reason: fault ?? 'no line' };
  return { ok: true, facts: fault === undefined ? facts : [...facts, { kind: 'ignored', why: `beside lines that cannot be read: ${fault}` }] };
}
