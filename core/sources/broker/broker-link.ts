import { connect, type IClientOptions, type Packet } from 'mqtt';
import type { Message } from '#domain/facts/fact.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { describeFault, faultOfReasonCode, type BrokerFault } from './broker-fault.ts';
import { deferAcknowledgements } from './deferred-acknowledgements.ts';

export type PublishOptions = { readonly qos: 0 | 1; readonly retain: boolean };
export type BrokerLink = {
  isUp(): boolean;
  /** Resolves when the broker confirmed (QoS 1) or the message left this machine (QoS 0). */
  publish(topic: string, payload: string | Uint8Array, options: PublishOptions): Promise<Outcome<void>>;
  close(): Promise<void>;
};

const tickMs = 500;
const pingEveryTicks = 4;
/** No tick for so long: this process slept or was busy. */
const asleepAfterMs = 3_000;
const quietAfterMs = 4_000;
const deadAfterMs = 8_000;
const confirmWithinMs = 15_000;
const closeWithinMs = 1_000;
const mostWaiting = 5_000;

/**
 * One life of a connection: from the attempt to its end, without trying again. The broker is asked every 2 s whether it is
 * there; after 4 s without a word the link is quiet, after 8 s dead, and it is looked at twice a second. A link held back by our own slowness is neither.
 */
export function openBrokerLink(options: {
  url: string;
  /** Host and port as shown to people. */
  where: string;
  client: IClientOptions;
  filters: readonly string[];
  clock: Clock;
  log: Log;
  receive: (message: Message, stored: () => void) => void;
  /** Connected and subscribed; `refused` are the filters the broker did not grant. */
  onUp: (refused: readonly string[]) => void;
  onQuiet: (quiet: boolean) => void;
  /** Called once, and never after `close`. `hadConnected` is false when the broker never said yes. */
  onEnd: (fault: BrokerFault, hadConnected: boolean) => void;
}): BrokerLink {
  const { where, filters, clock, log } = options;
  const client = connect(options.url, options.client);
  const inFlight = new Set<(outcome: Outcome<void>) => void>();
  let fault: BrokerFault | null = null;
  let hadConnected = false;
  let ended = false;
  let quiet = false;
  let heardAtMs = clock.now();
  let lastTickAtMs = clock.now();
  let ticks = 0;

  const acknowledgements = deferAcknowledgements(client, {
    mostWaiting,
    receive: (packet, stored) => {
      const { payload } = packet;
      const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
      try {
        options.receive({ topic: packet.topic, payload: bytes, retained: packet.retain, receivedAtMs: clock.now() }, stored);
      } catch (error) {
        log.defect('a message could not be handed on', error);
      }
    },
  });

  const finish = (): void => {
    if (ended) return;
    ended = true;
    stopWatch();
    acknowledgements.close();
    for (const settle of [...inFlight]) settle(failure('broker-lost', 'The connection broke before the broker confirmed the message.'));
    client.end(true);
    options.onEnd(fault ?? { kind: 'closed', sentence: `${where} closed the connection.` }, hadConnected);
  };
  const drop = (why: BrokerFault): void => {
    fault ??= why;
    client.stream.destroy();
  };
  const setQuiet = (now: boolean): void => {
    if (quiet === now) return;
    quiet = now;
    options.onQuiet(now);
  };

  const watch = (): void => {
    const nowMs = clock.now();
    // The silence was ours, so the broker gets another chance to be heard.
    const wasAsleep = nowMs - lastTickAtMs > asleepAfterMs;
    lastTickAtMs = nowMs;
    if (!client.connected) return;
    if (acknowledgements.isHolding() || wasAsleep) heardAtMs = nowMs;
    ticks += 1;
    if (ticks % pingEveryTicks === 0) client.sendPing();
    if (acknowledgements.isHolding()) client.reschedulePing(true);
    const silentMs = nowMs - heardAtMs;
    if (silentMs >= deadAfterMs) drop({ kind: 'slow', sentence: `${where} stopped answering.` });
    else if (silentMs >= quietAfterMs) setQuiet(true);
  };
  const stopWatch = clock.every(tickMs, watch);

  client.on('packetreceive', (packet: Packet) => {
    heardAtMs = clock.now();
    if (hadConnected) setQuiet(false);
    if (packet.cmd === 'disconnect' && packet.reasonCode !== undefined) fault ??= faultOfReasonCode(packet.reasonCode);
  });
  client.on('error', (error) => {
    drop(describeFault(error, where));
  });
  client.on('close', finish);
  client.on('connect', (packet) => {
    if (ended) return;
    hadConnected = true;
    log.info('connected to a broker', { where, sessionPresent: packet.sessionPresent, mqtt: options.client.protocolVersion });
    if (filters.length === 0) {
      options.onUp([]);
      return;
    }
    // Asked for each time: the filters may have changed, and what is retained heals what the broker's queue dropped.
    client.subscribe([...filters], { qos: 1 }, (error, _subscriptions, answer) => {
      if (ended) return;
      const granted: readonly unknown[] = answer?.granted ?? [];
      const refused = filters.filter((_, index) => Number(granted[index] ?? 128) >= 128);
      if (error && refused.length === 0) drop(describeFault(error, where));
      else options.onUp(refused);
    });
  });

  return {
    isUp: () => !ended && client.connected,
    publish(topic, payload, { qos, retain }) {
      if (topic === '' || /[#+\0]/.test(topic)) return Promise.resolve(failure('bad-topic', `"${topic}" is not a topic to publish to.`));
      if (ended || !client.connected) return Promise.resolve(failure('broker-down', 'There is no connection to the broker.'));
      return new Promise((resolve) => {
        const stopTimer = clock.after(confirmWithinMs, () => drop({ kind: 'slow', sentence: `${where} does not confirm messages.` }));
        const settle = (outcome: Outcome<void>): void => {
          if (!inFlight.delete(settle)) return;
          stopTimer();
          resolve(outcome);
        };
        inFlight.add(settle);
        client.publish(topic, typeof payload === 'string' ? payload : Buffer.from(payload), { qos, retain }, (error) => {
          settle(error ? failure('broker-refused', describeFault(error, where).sentence) : success(undefined));
        });
      });
    },
    async close() {
      if (ended) return;
      const allConfirmed = (): boolean => inFlight.size === 0;
      const deadlineMs = clock.now() + closeWithinMs;
      while (!allConfirmed() && !ended && clock.now() < deadlineMs) await new Promise<void>((resolve) => void clock.after(10, resolve));
      if (ended) return;
      ended = true;
      stopWatch();
      acknowledgements.close();
      for (const settle of [...inFlight]) settle(failure('broker-closed', 'This station closed the connection.'));
      await new Promise<void>((resolve) => {
        const stopTimer = clock.after(closeWithinMs, () => client.stream.destroy());
        client.once('close', () => {
          stopTimer();
          resolve();
        });
        // Graceful only with nothing in flight, or mqtt.js would wait for a confirmation that may never come.
        client.end(!client.connected || !allConfirmed() || Object.keys(client.outgoing).length > 0);
      });
    },
  };
}
