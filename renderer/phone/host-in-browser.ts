import type { Client } from '#contract/client/client.ts';
import { beginPhone } from './begin-phone.ts';

const askAgainMs = 1_000;

/**
 * In a browser the tab itself hosts its seat's phone, or the sound alone where the seat has none. Of the tabs of one browser one hosts; when it is closed,
 * another takes over. Browsers give a microphone only to pages that came over TLS or from this very machine.
 */
export async function hostInBrowser(client: Client, window: Window): Promise<void> {
  if (!window.isSecureContext) return;
  for (;;) {
    const described = await client.ask('station.describe', {});
    if (described.ok) {
      await window.navigator.locks.request(`siaga.phone ${described.value.sound}`, () => beginPhone(client, window, false).then(() => new Promise<never>(() => undefined)));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}
