import type { Client } from '#contract/client/client.ts';
import { isRecallOrder } from '#contract/records/phone-orders.ts';
import { failure } from '#domain/outcome/outcome.ts';
import { silentStatus, type PhoneStatus } from '#domain/phone/phone.ts';
import type { EventLog } from './event-log.ts';
import { createRecallDesk } from './recall/recall-desk.ts';
import { createReporter } from './reporter.ts';

const progressEveryMs = 250;
const noTelephone = failure('no-telephone', 'The profile gives this seat no SIP account: it hears what is kept and makes no calls.');
/** Nothing happens on the lines of a seat that has none. */
const noEvents: EventLog = { pending: () => [], append: () => undefined, acknowledge: () => undefined };

/** Hosts the sound of a seat that has no telephone: what is heard again comes from the system's own loudspeaker, and no microphone is asked for. */
export function startSoundHost(options: { client: Client; phone: string; host: string }): void {
  const { client, phone, host } = options;
  const recall = createRecallDesk({ client, now: Date.now, changed: () => reporter.changed() });
  const status = (): PhoneStatus => ({ ...silentStatus, recall: recall.state() });
  const reporter = createReporter({ client, host, log: noEvents, status });
  client.follow(
    'phone-orders',
    { phone },
    ({ entries }) => {
      for (const { item } of entries) {
        void (isRecallOrder(item.order) ? recall.obey(item.order) : Promise.resolve(noTelephone))
          .catch((error: unknown) => failure('phone-fault', error instanceof Error ? error.message : String(error)))
          .then((done) => client.ask('phone.order-done', { host, orderId: item.id, refusal: done.ok ? null : { code: done.code, sentence: done.sentence } }));
      }
    },
    { tail: 0 },
  );
  setInterval(() => recall.state().replay !== null && reporter.changed(), progressEveryMs);
}
