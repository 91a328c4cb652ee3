import type { Fact } from '#domain/facts/fact.ts';
import type { HealthState } from '#domain/links/link.ts';

export type Judgement = { readonly state: HealthState; readonly reason: string | null };
export type ProducerFact = Extract<Fact, { kind: 'producer' }>;

/** How a kind of source shows that it lives. */
export type SourceWatch = {
  /** Silence that is overdue; null for a source that may rightly be silent for hours. */
  readonly lateAfterMs: number | null;
  /** Speaks only when something has happened, such as a caller's phone: that it was never heard says nothing. */
  readonly isOccasional: boolean;
  /** Topic on which a radio host can be asked whether it is there; it answers on another topic of its own. */
  readonly probeTopic: string | null;
};

/** What is known of one source, in the station's time. What the broker had kept is no sign of life. */
export type SourceSigns = {
  readonly heardAtMs: number | null;
  /** The producer's last word about itself; the worst where several share the source. */
  readonly producer: ProducerFact | null;
  readonly answeredProbe: boolean;
  readonly probedAtMs: number | null;
  /** Probes since anything was heard. */
  readonly unanswered: number;
};

export const noSigns: SourceSigns = { heardAtMs: null, producer: null, answeredProbe: false, probedAtMs: null, unanswered: 0 };
const probeEveryMs = 20_000;
const probeAnswerMs = 4_000;

const severity = { live: 0, late: 1, down: 2 };

/** Of several producers behind one source, the one in the worst state. */
export function worstProducer(producers: Iterable<ProducerFact>): ProducerFact | null {
  let worst: ProducerFact | null = null;
  for (const producer of producers) if (!worst || severity[producer.state] > severity[worst.state]) worst = producer;
  return worst;
}

/** The state of a source: first that of its broker, then what its producer says, then its silence. */
export function judgeSource(watch: SourceWatch, signs: SourceSigns, broker: Judgement, nowMs: number): Judgement {
  if (broker.state !== 'live') return broker;
  const { producer, heardAtMs } = signs;
  if (producer !== null && producer.state !== 'live') return { state: producer.state, reason: producer.reason ?? 'The source says it does not work.' };
  const probed = judgeProbe(signs, nowMs);
  if (probed) return probed;
  if (heardAtMs === null) {
    // What the broker kept is no sign of life, except where the source has no other.
    if (watch.isOccasional || (producer !== null && watch.lateAfterMs === null)) return { state: 'live', reason: null };
    return { state: 'late', reason: 'Nothing was heard from it yet.' };
  }
  if (watch.lateAfterMs !== null && nowMs - heardAtMs > watch.lateAfterMs) {
    return { state: 'late', reason: `Nothing was heard from it for more than ${Math.round(watch.lateAfterMs / 1000)} s.` };
  }
  return { state: 'live', reason: null };
}

/** A radio host that never answered may have its remote control off: then its silence says nothing. */
function judgeProbe(signs: SourceSigns, nowMs: number): Judgement | null {
  if (!signs.answeredProbe || signs.probedAtMs === null) return null;
  const overdue = signs.unanswered - (nowMs - signs.probedAtMs >= probeAnswerMs ? 0 : 1);
  if (overdue >= 2) return { state: 'down', reason: 'The radio host no longer answers.' };
  return overdue === 1 ? { state: 'late', reason: 'The radio host did not answer the last question.' } : null;
}

/** Whether to ask now. A host that was just heard, also by another seat's question, is not asked. */
export function isProbeDue(watch: SourceWatch, signs: SourceSigns, nowMs: number): boolean {
  if (watch.probeTopic === null) return false;
  const lastMs = Math.max(signs.heardAtMs ?? 0, signs.probedAtMs ?? 0);
  return nowMs - lastMs >= probeEveryMs;
}
