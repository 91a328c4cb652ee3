import type { BrokerSettings } from '#contract/profile.ts';
import type { Message } from '#domain/facts/fact.ts';
import type { Health, HealthState } from '#domain/links/link.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { describeFault, type BrokerFault } from './broker/broker-fault.ts';
import { openBrokerLink, type BrokerLink, type PublishOptions } from './broker/broker-link.ts';
import { clientOptions } from './broker/client-options.ts';
import { connectTimeoutMs, retryDelayMs } from './broker/retry-delay.ts';
import { coversTopicFilter } from './topic-filter.ts';

export type { PublishOptions } from './broker/broker-link.ts';

export type BrokerConnection = {
  /** `live`: connected and subscribed. `late`: connecting for the first time, quiet, or some topics refused. `down`: lost. */
  health(): Health;
  /** The same as seen by somebody who reads only these topics: topics refused to others do not count. */
  healthOf(filters: readonly string[]): Pick<Health, 'state' | 'reason'>;
  /** True while messages can be published. */
  isUp(): boolean;
  /** At QoS 1 the promise resolves with the broker's confirmation. A failure means: not confirmed, send it again. */
  publish(topic: string, payload: string | Uint8Array, options: PublishOptions): Promise<Outcome<void>>;
  close(): Promise<void>;
};

/** A connection that lasted less was none to rely on. */
const shortLifeMs = 10_000;
const manyShortLives = 3;

/**
 * Keeps a session at one broker: MQTT 5 with a fixed client id and a queue at the broker, MQTT 3.1.1 where the broker knows no
 * other. Messages come at least once: the broker keeps each until `stored` was called, so after a crash or a break it
 * comes again. Attempts are spread and never closer than a second.
 */
export function connectBroker(options: {
  settings: BrokerSettings;
  clientId: string;
  filters: readonly string[];
  readSecret: (name: string) => string | undefined;
  clock: Clock;
  log: Log;
  receive: (message: Message, stored: () => void) => void;
  /** Called after each change of `health` or `isUp`, never before this function has returned. */
  onHealth: () => void;
  /** 0 to 1, for spreading the attempts. */
  random?: () => number;
}): BrokerConnection {
  const { settings, clock, log } = options;
  const random = options.random ?? Math.random;
  const where = hostAndPort(settings.url);
  let link: BrokerLink | null = null;
  let health: Health = { state: 'late', sinceMs: clock.now(), reason: `Connecting to ${where}.` };
  let protocolVersion: 4 | 5 = 5;
  let failures = 0;
  let slowAttempts = 0;
  let silentRefusals = 0;
  let attemptedAtMs = 0;
  let refused: readonly string[] = [];
  let quiet = false;
  let shortLives = 0;
  let closed = false;
  let stopTimer: () => void = () => undefined;
  let stopProbation: () => void = () => undefined;

  const setHealth = (state: HealthState, reason: string | null): void => {
    if (health.state === state && health.reason === reason) return;
    health = { state, reason, sinceMs: health.state === state ? health.sinceMs : clock.now() };
    options.onHealth();
  };

  const showUp = (): void => {
    if (shortLives > manyShortLives) {
      setHealth('late', `The connection to ${where} breaks again and again. If the network is sound, another station uses the same client id.`);
    } else if (refused.length === 0) setHealth('live', null);
    else setHealth('late', `The broker does not let this station read ${refused.join(', ')}.`);
  };

  const tryAgain = (fault: BrokerFault): void => {
    if (closed) return;
    failures += 1;
    stopTimer = clock.after(retryDelayMs(fault.kind, failures, clock.now() - attemptedAtMs, random()), attempt);
    if (fault.kind !== 'old-protocol') setHealth('down', fault.sentence);
  };

  /** Some old brokers say what they do not speak, others only hang up; then both are tried in turn. */
  const chooseProtocol = (fault: BrokerFault, hadConnected: boolean): BrokerFault => {
    if (hadConnected) silentRefusals = 0;
    else if (fault.kind === 'old-protocol') {
      if (protocolVersion === 4) return { ...fault, kind: 'refused' };
      protocolVersion = 4;
    } else if (fault.kind === 'closed') {
      silentRefusals += 1;
      if (silentRefusals % 2 === 0) protocolVersion = protocolVersion === 5 ? 4 : 5;
    }
    return fault;
  };

  const attempt = (): void => {
    attemptedAtMs = clock.now();
    const client = clientOptions(settings, {
      clientId: options.clientId,
      protocolVersion,
      connectTimeoutMs: connectTimeoutMs(slowAttempts),
      readSecret: options.readSecret,
    });
    if (!client.ok) {
      tryAgain({ kind: 'refused', sentence: client.sentence });
      return;
    }
    try {
      link = openBrokerLink({
        url: settings.url,
        where,
        client: client.value,
        filters: options.filters,
        clock,
        log,
        receive: options.receive,
        onUp(notGranted) {
          failures = 0;
          slowAttempts = 0;
          refused = notGranted;
          shortLives += 1;
          stopProbation = clock.after(shortLifeMs, () => {
            shortLives = 0;
            showUp();
          });
          showUp();
        },
        onQuiet(now) {
          quiet = now;
          if (quiet) setHealth('late', `${where} has not answered for some seconds.`);
          else showUp();
        },
        onEnd(fault, hadConnected) {
          link = null;
          stopProbation();
          refused = [];
          quiet = false;
          slowAttempts = fault.kind === 'slow' && !hadConnected ? slowAttempts + 1 : slowAttempts;
          log.warn('no connection to a broker', { broker: settings.id, reason: fault.sentence });
          tryAgain(chooseProtocol(fault, hadConnected));
        },
      });
    } catch (error) {
      // Certificates that OpenSSL cannot read are refused while the socket is made.
      tryAgain({ ...describeFault(error, where), kind: 'refused' });
    }
  };
  stopTimer = clock.after(0, attempt);

  return {
    health: () => health,
    healthOf(filters) {
      const readsOnlyGranted = health.state === 'late' && refused.length > 0 && !quiet && !filters.some((filter) => refused.some((other) => coversTopicFilter(other, filter)));
      return readsOnlyGranted ? { state: 'live', reason: null } : { state: health.state, reason: health.reason };
    },
    isUp: () => link?.isUp() ?? false,
    publish: (topic, payload, publishOptions) =>
      link ? link.publish(topic, payload, publishOptions) : Promise.resolve(failure('broker-down', `There is no connection to ${where}.`)),
    async close() {
      closed = true;
      stopTimer();
      stopProbation();
      const closing = link;
      link = null;
      await closing?.close();
      health = { state: 'down', sinceMs: clock.now(), reason: 'This station closed the connection.' };
    },
  };
}

/** Host and port for people; a user or password that somebody wrote into the address stays out of it. */
function hostAndPort(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'the address of the broker';
  }
}
