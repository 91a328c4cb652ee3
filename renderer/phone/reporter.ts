import type { Client } from '#contract/client/client.ts';
import type { LineEvent } from '#domain/phone/phone-line.ts';
import type { PhoneStatus } from '#domain/phone/phone.ts';
import type { EventLog } from './event-log.ts';

const beatMs = 2_000;
const statusAtMostEveryMs = 150;
const againMs = 500;
const eventsAtOnce = 100;
/** Core is back within three seconds; then the question that waits is put at once. */
const answerWithinMs = 5_000;

/**
 * Tells the station what happens on the lines, at once and in order, again until it is on disk there; and how the phone is, not
 * more often than anybody can look. A station that is new has to be told first who the host is.
 */
export function createReporter(options: { client: Client; host: string; log: EventLog; status: () => PhoneStatus }): { tell(event: LineEvent): void; changed(): void } {
  const { client, host, log } = options;
  let isAsking = false;
  let isWanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const report = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (isAsking) return void (isWanted = true);
    isAsking = true;
    isWanted = false;
    const events = log.pending().slice(0, eventsAtOnce);
    const answer = await client.ask('phone.report', { host, events: [...events], status: options.status() }, { timeoutMs: answerWithinMs });
    if (answer.ok) log.acknowledge(events);
    else if (answer.code === 'not-the-host') await client.ask('phone.begin', { host }, { timeoutMs: answerWithinMs });
    isAsking = false;
    if (!answer.ok) return plan(againMs);
    if (log.pending().length > 0) return report();
    if (isWanted) plan(statusAtMostEveryMs);
  };
  const plan = (ms: number): void => {
    timer ??= setTimeout(() => void report(), ms);
  };
  setInterval(() => plan(0), beatMs);
  return {
    tell(event) {
      log.append(event);
      void report();
    },
    changed: () => plan(statusAtMostEveryMs),
  };
}
