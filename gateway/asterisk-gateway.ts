import type { Clock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import { uuidV7 } from '#ledger/uuid-v7.ts';
import { openAmiLine } from './asterisk/ami-line.ts';
import { createAmiSession, type AmiSession } from './asterisk/ami-session.ts';
import { agentNamer } from './bridge/agent-name.ts';
import { createBridge, type Bridge, type BridgeOutput } from './bridge/bridge.ts';
import { restoreCall, type Restored } from './bridge/restore-call.ts';
import { openBrokerSession, type BrokerSession, type Heard } from './mqtt/broker-session.ts';
import { contractTopics } from './mqtt/contract-topics.ts';
import { createLease } from './mqtt/lease.ts';
import { createOutbox } from './mqtt/outbox.ts';
import { createOrders } from './orders/carry-out.ts';
import type { GatewayOptions } from './options.ts';

export type Gateway = { close(): Promise<void> };

const tickMs = 100;
const beatEveryMs = 5_000;
const pollEveryMs = 10_000;
/** After a connection the second comparison comes soon: what is gone by both is gone. */
const secondPollMs = 2_000;
const readBackWithinMs = 10_000;
/** A state of an open call is published again at least this often, and forgotten by the broker four times later (MQTT 5). */
const stateExpiryS = 3_600;

/** What this process does while it is the one that publishes. */
type Term = {
  readonly epoch: string;
  readonly bridge: Bridge;
  readonly restored: Map<string, Restored>;
  readonly foreign: Set<string>;
  session: AmiSession | null;
  whyDown: string | null;
  isSynced: boolean;
  stop: () => void;
};

/** The gateway of one Asterisk: its manager's events become the telephony contract at the broker; orders of workstations become its actions. */
export function startAsteriskGateway(options: GatewayOptions, { clock, log }: { clock: Clock; log: Log }): Gateway {
  const topics = contractTopics(options.site, options.producer);
  const src = `ami:${options.pbx}`;
  const outbox = createOutbox();
  let broker: BrokerSession | null = null;
  let term: Term | null = null;
  let beats = 0;
  let readBack: { readonly marker: string; readonly done: () => void } | null = null;

  const iso = (): string => new Date(clock.now()).toISOString();
  const linkBody = (status: 'online' | 'offline', epoch: string, more: object = {}): string =>
    JSON.stringify({ v: 1, status, epoch, ts: iso(), holder: options.instance, ...more });
  const onlineBody = (epoch: string, of: Term | null): string =>
    linkBody('online', epoch, { ...(of?.whyDown === null ? {} : { detail: 'pbx_down' }), ...(of?.isSynced ? { synced: true } : {}) });
  const publishLink = (of: Term): void => outbox.put({ topic: topics.link, payload: onlineBody(of.epoch, of), qos: 1, retain: true });
  const beat = (): void => {
    if (!broker || !term) return;
    beats += 1;
    const body = { v: 1, ts: iso(), seq: beats, ...(term.whyDown === null ? {} : { detail: 'pbx_down' }) };
    void broker.publish({ topic: topics.beat, payload: JSON.stringify(body), qos: 0, retain: false });
  };

  const publish = (outputs: readonly BridgeOutput[]): void => {
    for (const output of outputs) {
      switch (output.kind) {
        case 'event':
          outbox.put({ topic: topics.callEvent(output.callId), payload: JSON.stringify({ ...output.body, pub_ts: iso() }), qos: 1, retain: false });
          break;
        case 'call-state':
          outbox.put({ topic: topics.callState(output.callId), payload: output.body === null ? '' : JSON.stringify({ ...output.body, pub_ts: iso() }), qos: 1, retain: true, ...(output.body === null ? {} : { expiryS: stateExpiryS }) });
          break;
        case 'queue-state':
          term?.foreign.delete(topics.queueState(output.queue));
          outbox.put({ topic: topics.queueState(output.queue), payload: JSON.stringify(output.body), qos: 1, retain: true });
          break;
        case 'agent-state':
          term?.foreign.delete(topics.agentState(output.agent));
          outbox.put({ topic: topics.agentState(output.agent), payload: JSON.stringify(output.body), qos: 1, retain: true });
          break;
      }
    }
  };

  const orders = createOrders({
    session: () => term?.session ?? null,
    bridge: () => term?.bridge ?? null,
    dialplan: options.dialplan,
    interfacePattern: options.interfacePattern,
    now: clock.now,
    log,
    publish,
    reply: (workstation, body) => outbox.put({ topic: topics.reply(workstation), payload: JSON.stringify(body), qos: 1, retain: false }),
  });

  /** Compares with the telephone system: the queues first, then the channels. */
  const poll = async (of: Term): Promise<void> => {
    const { session } = of;
    if (!session?.isUp() || term !== of) return;
    const queues = await session.act([['Action', 'QueueStatus']], { list: true });
    const channels = queues.ok ? await session.act([['Action', 'CoreShowChannels']], { list: true }) : queues;
    if (term !== of) return;
    if (!channels.ok) log.warn('the telephone system could not be compared', { why: channels.text, code: channels.code });
    else if (of.bridge.isCompared() && !of.isSynced) {
      of.isSynced = true;
      // What is retained of before and did not come again is of nobody any more.
      for (const topic of of.foreign) outbox.put({ topic, payload: '', qos: 1, retain: true });
      of.foreign.clear();
      publishLink(of);
      log.info('compared with the telephone system', { epoch: of.epoch });
    }
  };

  const connectPbx = (of: Term): void => {
    let stopPolls: () => void = () => undefined;
    const pollAgain = (ms: number): void => {
      stopPolls = clock.after(ms, () => void poll(of).then(() => pollAgain(pollEveryMs)));
    };
    of.session = createAmiSession({
      open: (heard) => openAmiLine(options.ami, heard),
      user: options.ami.user,
      readSecret: options.ami.readSecret,
      clock,
      log,
      onMessage: (message) => publish(of.bridge.take(message, clock.now())),
      onUp: () => {
        of.whyDown = null;
        of.bridge.heard();
        publishLink(of);
        beat();
        void poll(of).then(() => pollAgain(secondPollMs));
      },
      onDown: (why) => {
        stopPolls();
        const wasUp = of.whyDown === null;
        of.whyDown = why;
        of.bridge.lost();
        if (!wasUp) return;
        publishLink(of);
        beat();
      },
    });
    const stopTicks = clock.every(tickMs, () => publish(of.bridge.tick(clock.now())));
    of.stop = () => {
      stopTicks();
      stopPolls();
      of.session?.close();
    };
  };

  const begin = (session: BrokerSession, epoch: string): void => {
    const bridge = createBridge({
      pbx: options.pbx,
      epoch,
      areaCode: options.areaCode,
      wrapUpMs: options.wrapUpMs,
      shortWaitMs: options.shortWaitMs,
      exercise: options.exercise,
      agentOf: agentNamer(options.agents),
      newId: uuidV7,
    });
    const begun: Term = { epoch, bridge, restored: new Map(), foreign: new Set(), session: null, whyDown: 'starting', isSynced: false, stop: () => undefined };
    term = begun;
    outbox.use((publication) => session.publish(publication));
    const go = (): void => {
      if (readBack?.marker !== marker) return;
      readBack = null;
      stopTimer();
      if (term !== begun) return;
      bridge.restore([...begun.restored.values()].map(({ call }) => call), clock.now());
      log.info('read back what was retained', { calls: begun.restored.size });
      connectPbx(begun);
    };
    // The broker sends what it retains before what is published later: the beat that comes back ends the list.
    const marker = JSON.stringify({ v: 1, ts: iso(), seq: 0, detail: 'pbx_down' });
    const stopTimer = clock.after(readBackWithinMs, go);
    readBack = { marker, done: go };
    void session.publish({ topic: topics.beat, payload: marker, qos: 1, retain: false });
  };

  const end = (): void => {
    term?.stop();
    term = null;
    readBack = null;
    outbox.use(null);
    outbox.clear();
  };

  const hearState = (of: Term, heard: Heard, what: 'call' | 'queue' | 'agent', id: string): void => {
    if (heard.text === '') return;
    if (what !== 'call') {
      if (readBack && isOf(heard.text, src)) of.foreign.add(heard.topic);
      return;
    }
    const restored = restoreCall(id, heard.text, src);
    if (!restored || restored.epoch === of.epoch) return;
    if (readBack) {
      of.restored.set(id, restored);
      return;
    }
    // Something an old holder had still on its way, or a call nobody can find again: the newest word stands.
    log.warn('a call state of another epoch was replaced', { callId: id, epoch: restored.epoch });
    publish(of.bridge.repeat(id));
  };

  const hear = (heard: Heard): void => {
    const known = topics.read(heard.topic);
    if (!known || !term) return;
    switch (known.what) {
      case 'order':
        return orders.take(known.id, heard.text, heard.retained);
      case 'beat':
        if (heard.text === readBack?.marker) readBack.done();
        return;
      case 'link':
        // The last will of a line we had before, or of a holder we replaced, comes after our own word.
        if (!heard.retained && !isOnline(heard.text, term.epoch)) publishLink(term);
        return;
      default:
        return hearState(term, heard, known.what, known.id);
    }
  };

  const lease = createLease({
    open: (session) =>
      openBrokerSession({ ...session, address: options.broker, clock, onRefused: (topic, why) => log.warn('the broker refused a message', { topic, why }) }),
    topics,
    clientId: `siaga-gateway-${options.site}-${options.producer}-${options.instance}`,
    instance: options.instance,
    clock,
    log,
    holder: {
      linkBody: (status, epoch) => (status === 'offline' ? linkBody(status, epoch) : onlineBody(epoch, term?.epoch === epoch ? term : null)),
      onTaken(session, epoch) {
        broker = session;
        if (term?.epoch !== epoch) {
          end();
          begin(session, epoch);
          return;
        }
        outbox.use((publication) => session.publish(publication));
        publishLink(term);
        beat();
      },
      onHeard: hear,
      onBroken() {
        broker = null;
        outbox.use(null);
        // What was to be read back comes again with the next line.
        if (readBack) end();
      },
      onLost: end,
    },
  });
  const stopBeat = clock.every(beatEveryMs, beat);

  return {
    async close() {
      stopBeat();
      const last = term;
      if (last && broker) await broker.publish({ topic: topics.link, payload: linkBody('offline', last.epoch, { detail: 'stopped' }), qos: 1, retain: true });
      end();
      await lease.close();
    },
  };
}

function read(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isOf(text: string, src: string): boolean {
  return read(text)['src'] === src;
}

function isOnline(text: string, epoch: string): boolean {
  const body = read(text);
  return body['status'] === 'online' && body['epoch'] === epoch;
}
