import type { Clock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import type { BrokerSession, EndReason, Heard, openBrokerSession } from './broker-session.ts';
import type { ContractTopics } from './contract-topics.ts';

export type Lease = {
  /** The epoch under which this gateway publishes; null while another one does. */
  epoch(): string | null;
  close(): Promise<void>;
};

export type LeaseHolder = {
  /** The word of the link under an epoch; it names this gateway as its holder. */
  linkBody(status: 'online' | 'offline', epoch: string): string;
  /** This gateway publishes from now on, under this epoch; the same as before when only the line had broken. */
  onTaken(session: BrokerSession, epoch: string): void;
  onHeard(heard: Heard): void;
  /** The line to the broker broke. Whether the lease is lost shows when the broker can be reached again. */
  onBroken(why: string): void;
  /** Another gateway publishes: everything of this epoch is to be dropped. */
  onLost(): void;
};

const lookEveryMs = 250;
/** A publishing gateway beats every 5 s; two missing beats and a half are silence. */
const silentAfterMs = 12_000;
/** How long an offline or unknown link may be about to change. Spread, so that two that wait do not come at once. */
const settleMs = 700;
const spreadMs = 1_500;
const retryMs = 1_000;
/** For what is retained to arrive, and for another's claim to be heard. */
const readMs = 200;
const claimMs = 500;

/**
 * Which of several gateways publishes. The lease is the retained word on the link's topic, which the broker gives everybody in the same order: who
 * names the latest epoch in it holds the lease. Others listen to link and beat, and claim it with a later epoch when the holder is offline or silent for
 * 12 s. Whoever hears a later epoch than its own stands aside at once, and after every break looks before it speaks; what it had on its way meanwhile
 * is known by its epoch and replaced (decision 0014).
 */
export function createLease(options: {
  open: (session: Pick<Parameters<typeof openBrokerSession>[0], 'clientId' | 'protocolVersion' | 'will' | 'filters' | 'onUp' | 'onHeard' | 'onEnd'>) => BrokerSession;
  topics: ContractTopics;
  clientId: string;
  instance: string;
  clock: Clock;
  log: Log;
  random?: () => number;
  holder: LeaseHolder;
}): Lease {
  const { clock, log, topics, holder } = options;
  const random = options.random ?? Math.random;
  let epoch: string | null = null;
  let latestEpochMs = 0;
  let current: BrokerSession | null = null;
  let stop: () => void = () => undefined;
  let isClosed = false;
  let protocolVersion: 4 | 5 = 5;
  let silentEnds = 0;

  const later = (ms: number, run: () => void): void => {
    stop();
    stop = clock.after(ms, run);
  };

  const noteEnd = (reason: EndReason, wasUp: boolean): void => {
    current = null;
    silentEnds = wasUp ? 0 : silentEnds + 1;
    // Some old brokers say what they do not speak, others only hang up.
    if (reason.oldProtocol || silentEnds >= 3) {
      protocolVersion = protocolVersion === 5 ? 4 : 5;
      silentEnds = 0;
    }
  };

  /** Stands aside and listens, until nobody else publishes. */
  const watch = (): void => {
    let link: LinkWord | null = null;
    let heardAtMs = clock.now();
    let changedAtMs = clock.now();
    let isUp = false;
    let isEnded = false;
    const patienceMs = random() * spreadMs;

    const look = (): void => {
      if (isEnded || isClosed) return;
      later(lookEveryMs, look);
      if (!isUp) return;
      const nowMs = clock.now();
      if (epoch !== null && link !== null && isBefore(epoch, options.instance, link)) {
        log.warn('another gateway publishes now', { latest: link.epoch });
        epoch = null;
        holder.onLost();
      }
      const waitMs = epoch === null ? settleMs + patienceMs : settleMs;
      const isOthers = link !== null && link.online && link.epoch !== epoch;
      const isFree = isOthers ? nowMs - heardAtMs >= silentAfterMs : nowMs - changedAtMs >= waitMs;
      if (!isFree) return;
      isEnded = true;
      stop();
      const watching = current;
      current = null;
      void Promise.resolve(watching?.close()).then(() => {
        if (!isClosed) take();
      });
    };

    later(lookEveryMs, look);
    open({
      clientId: options.clientId,
      filters: [topics.link, topics.beat],
      onUp: () => {
        isUp = true;
        heardAtMs = clock.now();
        changedAtMs = heardAtMs;
      },
      onHeard: ({ topic, text, retained }) => {
        const known = topics.read(topic);
        if (known?.what === 'link') {
          const word = readLink(text);
          // The last will of one who was replaced comes late and says nothing.
          if (!word || Date.parse(word.epoch) < latestEpochMs) return;
          link = word;
          latestEpochMs = Date.parse(word.epoch);
          changedAtMs = clock.now();
        }
        if (!retained) heardAtMs = clock.now();
      },
      onEnd: (reason) => {
        if (isEnded) return;
        isEnded = true;
        noteEnd(reason, isUp);
        log.warn('no connection to the broker', { why: reason.why });
        later(retryMs * (0.5 + random()), watch);
      },
    });
  };

  /** Claims the lease, and holds it when for a moment nobody claimed it with a later epoch. */
  const take = (): void => {
    const taking = epoch ?? new Date(Math.max(clock.now(), latestEpochMs + 1)).toISOString();
    const early: Heard[] = [];
    let phase: 'connecting' | 'reading' | 'claiming' | 'holding' | 'over' = 'connecting';
    let line: BrokerSession | null = null;
    let isEchoed = false;

    const stepAside = (): void => {
      const wasHolding = phase === 'holding';
      phase = 'over';
      current = null;
      stop();
      void line?.close();
      log.warn('another gateway publishes now', { latest: new Date(latestEpochMs).toISOString() });
      if (wasHolding) holder.onBroken('Another gateway publishes now.');
      if (epoch !== null) holder.onLost();
      epoch = null;
      if (!isClosed) later(0, watch);
    };
    const claim = (): void => {
      phase = 'claiming';
      const body = holder.linkBody('online', taking);
      void line?.publish({ topic: topics.link, payload: body, qos: 1, retain: true });
      later(claimMs, hold);
    };
    const hold = (): void => {
      if (!isEchoed || line === null) return later(lookEveryMs, hold);
      phase = 'holding';
      epoch = taking;
      latestEpochMs = Math.max(latestEpochMs, Date.parse(taking));
      log.info('this gateway publishes', { epoch });
      holder.onTaken(line, taking);
      for (const heard of early.splice(0)) holder.onHeard(heard);
    };

    open({
      clientId: options.clientId,
      will: { topic: topics.link, payload: holder.linkBody('offline', taking), qos: 1, retain: true },
      filters: [topics.everyCallState, topics.everyQueueState, topics.everyAgentState, topics.everyOrder, topics.link, topics.beat],
      onUp: (session) => {
        line = session;
        phase = 'reading';
        // What is retained comes with the subscription; a later epoch in it forbids the claim.
        later(readMs, claim);
      },
      onHeard: (heard) => {
        if (phase === 'over') return;
        const link = topics.read(heard.topic)?.what === 'link' ? readLink(heard.text) : null;
        if (link?.online && isBefore(taking, options.instance, link)) {
          latestEpochMs = Math.max(latestEpochMs, Date.parse(link.epoch));
          return stepAside();
        }
        if (link?.online && link.epoch === taking && link.holder === options.instance) isEchoed = true;
        if (phase === 'holding') holder.onHeard(heard);
        else early.push(heard);
      },
      onEnd: (reason) => {
        if (phase === 'over') return;
        noteEnd(reason, phase !== 'connecting');
        log.warn('no connection to the broker', { why: reason.why });
        if (phase === 'holding') holder.onBroken(reason.why);
        const isHeld = phase === 'holding';
        phase = 'over';
        if (!isClosed) later(isHeld && !reason.takenOver ? 0 : retryMs * (0.5 + random()), watch);
      },
    });
  };

  const open = (session: Pick<Parameters<typeof options.open>[0], 'clientId' | 'will' | 'filters' | 'onUp' | 'onHeard' | 'onEnd'>): void => {
    try {
      current = options.open({ protocolVersion, will: undefined, ...session });
    } catch (error) {
      // A file of a certificate that cannot be read, an address that is none: perhaps mended by the next attempt.
      session.onEnd({ why: error instanceof Error ? error.message : String(error), takenOver: false, oldProtocol: false });
    }
  };
  watch();

  return {
    epoch: () => epoch,
    async close() {
      isClosed = true;
      stop();
      await current?.close();
    },
  };
}

type LinkWord = { readonly online: boolean; readonly epoch: string; readonly holder: string };

/** The later epoch counts; of two alike the name that sorts first. */
function isBefore(epoch: string, instance: string, link: LinkWord): boolean {
  const [ownMs, otherMs] = [Date.parse(epoch), Date.parse(link.epoch)];
  return otherMs > ownMs || (otherMs === ownMs && link.holder < instance);
}

function readLink(text: string): LinkWord | null {
  try {
    const body = JSON.parse(text) as { status?: unknown; epoch?: unknown; holder?: unknown } | null;
    const epoch = body?.epoch;
    const holder = typeof body?.holder === 'string' ? body.holder : '';
    return typeof epoch === 'string' && Number.isFinite(Date.parse(epoch)) ? { online: body?.status === 'online', epoch, holder } : null;
  } catch {
    return null;
  }
}
