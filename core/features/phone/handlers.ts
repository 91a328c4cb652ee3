import type { Profile } from '#contract/profile.ts';
import { phoneOrderNames, type PhoneOrder, type PhoneOrderName } from '#contract/records/phone-orders.ts';
import type { Asker, Handlers } from '#contract/serve/serve.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { accountOf, hasPhone, mayHost, phoneOf } from './phone-accounts.ts';
import type { PhoneStore } from './store.ts';
import type { PhoneFeature } from './phone-feature.ts';

type OwnCommand = 'phone.lines' | 'phone.begin' | 'phone.report' | 'phone.order-done';

/** What panels ask goes to the phone of their seat; what a host tells is taken from that seat's host only. */
export function createPhoneHandlers(options: {
  profile: Profile;
  readSecret: (name: string) => string | undefined;
  phone: PhoneFeature;
  store: PhoneStore;
}): Pick<Handlers, PhoneOrderName | OwnCommand> {
  const { profile, phone } = options;
  const stranger = failure('not-a-phone', 'Only the phone of this seat may say this.');
  const order = (name: PhoneOrderName) => (input: unknown, asker: Asker): Outcome<Record<string, never>> | Promise<Outcome<Record<string, never>>> => {
    const id = phoneOf(asker, profile);
    if (phone.board.hostOf(id) === undefined) return failure('no-phone', 'This seat has no phone, or it has not started yet.');
    if (!phone.board.isUp(id)) return failure('phone-away', 'The phone of this seat is not heard of; it is being started again.');
    // The contract has parsed the input by the schema of this name.
    return phone.orders.ask(id, { name, input } as PhoneOrder);
  };
  const orders = Object.fromEntries(phoneOrderNames.map((name) => [name, order(name)])) as unknown as Pick<Handlers, PhoneOrderName>;
  return {
    ...orders,
    'phone.lines': ({ callId, limit }) => success([...options.store.lines(callId, limit)]),
    'phone.begin'({ host }, asker) {
      if (!mayHost(asker)) return stranger;
      const account = accountOf(asker, profile, options.readSecret);
      const id = account?.phone ?? (hasPhone(asker, profile) ? null : phoneOf(asker, profile));
      if (id !== null) phone.begin(id, host);
      return success({ account, sound: account ? null : id });
    },
    'phone.report': ({ host, events, status }, asker) => (mayHost(asker) ? phone.report(asker, host, events, status) : stranger),
    'phone.order-done'({ host, orderId, refusal }, asker) {
      const id = phoneOf(asker, profile);
      if (!mayHost(asker) || phone.board.hostOf(id) !== host) return stranger;
      phone.orders.done(id, orderId, refusal);
      return success({});
    },
  };
}
