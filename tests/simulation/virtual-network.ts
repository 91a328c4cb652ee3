import type { CentralApi } from '#contract/sync/central-api.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Chance } from './chance.ts';
import type { VirtualTime } from './virtual-time.ts';

/** `cut`: refused at once. `half-open`: what is sent is never answered, and nobody is told. */
export type LinkState = 'up' | 'cut' | 'half-open';

/** One station's line to central. */
export type Link = {
  state: LinkState;
  /** Of requests that arrived, how many lose their answer afterwards. */
  lostAnswers: number;
  /** Of requests, how many arrive a second time. */
  doubled: number;
  slowestMs: number;
};

export const calmLink = (): Link => ({ state: 'up', lostAnswers: 0, doubled: 0, slowestMs: 120 });

const shortestMs = 2;
const noticedMs = 20;

type Ask = (api: CentralApi) => Promise<Outcome<unknown>>;

/** Central as a station reaches it over its line. Everything crosses as text, as over a wire. */
export function centralOverLink(options: {
  time: VirtualTime;
  chance: Chance;
  link: Link;
  /** Central as it is at the moment a request arrives; null while it is down. */
  central: () => CentralApi | null;
  /** False when the station that asked is gone: nothing reaches it any more. */
  isAlive: () => boolean;
}): CentralApi {
  const { time, chance, link, central, isAlive } = options;
  const delay = (): number => shortestMs + chance.fraction() ** 3 * link.slowestMs;
  const lost = failure('no-central', 'The line broke.');

  const arrive = (ask: Ask, answer: (outcome: Outcome<unknown>) => void): void => {
    const at = central();
    if (link.state === 'half-open') return;
    if (link.state === 'cut' || !at) return answer(lost);
    const losesAnswer = chance.happens(link.lostAnswers);
    const backMs = delay();
    const give = (outcome: Outcome<unknown>): void => {
      if (central() !== at) return answer(lost);
      time.after(backMs, () => {
        if (link.state === 'half-open') return;
        answer(losesAnswer || link.state === 'cut' ? lost : outcome);
      });
    };
    ask(at).then((outcome) => give(overWire(outcome)), () => answer(lost));
  };

  const call = <Value>(ask: Ask): Promise<Outcome<Value>> =>
    new Promise((resolve) => {
      const answer = (outcome: Outcome<unknown>): void => {
        if (isAlive()) resolve(outcome as Outcome<Value>);
      };
      if (link.state === 'cut') {
        time.after(noticedMs, () => answer(lost));
        return;
      }
      time.after(delay(), () => arrive(ask, answer));
      if (chance.happens(link.doubled)) time.after(delay() * 3, () => arrive(ask, () => undefined));
    });

  return {
    push: (request) => call((api) => api.push(overWire(request))),
    pull: (request) => call((api) => api.pull(overWire(request))),
    snapshot: (request) => call((api) => api.snapshot(overWire(request))),
    history: (request) => call((api) => api.history(overWire(request))),
    keys: () => call((api) => api.keys()),
    offerHeard: (digests) => call((api) => api.offerHeard(overWire(digests))),
    pushHeard: (messages) => call((api) => api.pushHeard(overWire(messages))),
    pullHeard: (after, limit) => call((api) => api.pullHeard(after, limit)),
    offerRecordings: (request) => call((api) => api.offerRecordings(overWire(request))),
    pushRecording: (request) => call((api) => api.pushRecording(overWire(request))),
    pullRecording: (request) => call((api) => api.pullRecording(overWire(request))),
  };
}

function overWire<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** A station's line to the site's broker. */
export type BrokerLink = { isUp: boolean; lost: number; doubled: number; slowestMs: number };
export const calmBrokerLink = (): BrokerLink => ({ isUp: true, lost: 0, doubled: 0, slowestMs: 40 });

export type BrokerPeer = { readonly link: BrokerLink; take(topic: string, payload: Uint8Array): void };

/** The site's broker: each message to everybody who is connected, in any order, some of them twice and some not at all. */
export function createVirtualBroker(time: VirtualTime, chance: Chance) {
  const peers = new Set<BrokerPeer>();
  const deliver = (to: BrokerPeer, topic: string, payload: Uint8Array): void => {
    if (!to.link.isUp || chance.happens(to.link.lost)) return;
    const once = (): void => {
      if (peers.has(to) && to.link.isUp) to.take(topic, payload);
    };
    time.after(shortestMs + chance.fraction() ** 2 * to.link.slowestMs, once);
    if (chance.happens(to.link.doubled)) time.after(shortestMs + chance.fraction() * to.link.slowestMs * 4, once);
  };
  return {
    connect(peer: BrokerPeer): () => void {
      peers.add(peer);
      return () => peers.delete(peer);
    },
    /** `from`: the line it comes over; null: from central itself. */
    async publish(from: BrokerLink | null, topic: string, payload: string | Uint8Array): Promise<Outcome<void>> {
      if (from && !from.isUp) return failure('broker-down', 'The broker is not reached.');
      const bytes = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload);
      for (const peer of peers) deliver(peer, topic, bytes);
      return success(undefined);
    },
  };
}

export type VirtualBroker = ReturnType<typeof createVirtualBroker>;
