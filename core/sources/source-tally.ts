import type { Decoded, Message } from '#domain/facts/fact.ts';
import type { Link } from '#domain/links/link.ts';
import type { Clock } from '../clock.ts';
import { isProbeDue, judgeSource, noSigns, worstProducer, type Judgement, type ProducerFact, type SourceSigns } from './source-health.ts';
import type { SourcePlan } from './source-plan.ts';

/** Counts of one source and what is known about its health. */
export type SourceTally = {
  readonly plan: SourcePlan;
  hear(message: Message, decoded: Decoded): void;
  /** True when the state or its reason changed. */
  judge(broker: Judgement): boolean;
  /** Forgets what only held for the connection that was lost. */
  lostBroker(): void;
  /** The topic to ask on when it is time to ask; asking is then taken as done. */
  probeNow(): string | null;
  link(): Link;
};

const mostParts = 32;
const lockEchoMs = 500;

function isSpeech(decoded: Decoded): boolean {
  return decoded.ok && decoded.facts.some((fact) => fact.kind === 'radio' && !fact.signal.phase.startsWith('host-'));
}

export function createSourceTally(plan: SourcePlan, clock: Pick<Clock, 'now'>): SourceTally {
  let signs: SourceSigns = noSigns;
  const producers = new Map<string, ProducerFact>();
  /** Parts that spoke about themselves on this connection; what the broker kept does not overrule that. */
  const spoken = new Set<string>();
  let messages = 0;
  let rejected = 0;
  let health: Pick<Link, 'state' | 'sinceMs' | 'reason'> = { state: 'late', sinceMs: clock.now(), reason: 'Nothing was heard from it yet.' };

  const hearProducers = (decoded: Decoded, retained: boolean): void => {
    if (!decoded.ok) return;
    for (const fact of decoded.facts) {
      const part = fact.kind === 'producer' ? (fact.part ?? '') : '';
      if (fact.kind !== 'producer' || (retained && spoken.has(part))) continue;
      const before = producers.get(part);
      // A host that is locked says at once that it is idle.
      if (part === 'lock' && fact.state === 'live' && before?.state === 'late' && fact.atMs - before.atMs < lockEchoMs) continue;
      for (const known of fact.among === undefined ? [] : [...producers.keys()]) {
        if (known !== part && fact.among?.includes(known) === false) producers.set(known, { ...fact, part: known, state: 'late', reason: `${known} is no longer logged in.` });
      }
      if (!retained) spoken.add(part);
      // The oldest gives way, so that names made up by a faulty producer cannot pile up.
      producers.delete(part);
      producers.set(part, fact);
      const oldest = producers.size > mostParts ? producers.keys().next().value : undefined;
      if (oldest !== undefined) {
        producers.delete(oldest);
        spoken.delete(oldest);
      }
    }
    signs = { ...signs, producer: worstProducer(producers.values()) };
  };

  return {
    plan,
    hear(message, decoded) {
      messages += 1;
      if (!decoded.ok) rejected += 1;
      const isAnswer = plan.watch.probeTopic !== null && message.topic.endsWith('/response');
      // Who is heard is neither deaf nor gone, whatever was said before. A host that stops says that it is idle after saying so.
      if (!message.retained && (isSpeech(decoded) || (isAnswer && signs.producer?.state === 'down'))) {
        producers.delete('');
        producers.delete('lock');
      }
      hearProducers(decoded, message.retained);
      if (message.retained) return;
      signs = {
        ...signs,
        heardAtMs: message.receivedAtMs,
        answeredProbe: signs.answeredProbe || isAnswer,
        unanswered: 0,
      };
    },
    judge(broker) {
      const next = judgeSource(plan.watch, signs, broker, clock.now());
      if (next.state === health.state && next.reason === health.reason) return false;
      health = { ...next, sinceMs: next.state === health.state ? health.sinceMs : clock.now() };
      return true;
    },
    lostBroker() {
      spoken.clear();
      signs = { ...signs, probedAtMs: null, unanswered: 0 };
    },
    probeNow() {
      const nowMs = clock.now();
      if (!isProbeDue(plan.watch, signs, nowMs)) return null;
      signs = { ...signs, probedAtMs: nowMs, unanswered: signs.unanswered + 1 };
      return plan.watch.probeTopic;
    },
    link: () => ({
      ...health,
      id: plan.id,
      kind: plan.linkKind,
      name: plan.name,
      lastHeardAtMs: signs.heardAtMs,
      messages,
      rejected,
      waiting: 0,
    }),
  };
}
