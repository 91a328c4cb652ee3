import type { Client } from '#contract/client/client.ts';
import { randomId } from '../state/random-id.ts';
import { openEventLog } from './event-log.ts';
import { openPieceKeeper } from './recording/piece-keeper.ts';
import { startPhone } from './phone-host.ts';
import { startSoundHost } from './sound-host.ts';

const askAgainMs = 1_000;

/** Starts the phone in this page as soon as the station gives it an account; the sound alone where the profile has none for this seat. `keepsRadio`: of a station's phones one records what is said on the talkgroups. */
export async function beginPhone(client: Client, window: Window, keepsRadio: boolean): Promise<void> {
  const host = randomId();
  for (;;) {
    const answer = await client.ask('phone.begin', { host });
    const account = answer.ok ? answer.value.account : null;
    if (account !== null) {
      const log = await openEventLog(window.indexedDB, `siaga.phone ${account.phone}`);
      const pieces = await openPieceKeeper(window.indexedDB, `siaga.recordings ${account.phone}`);
      return startPhone({ client, account, host, log, pieces, keepsRadio, window });
    }
    if (answer.ok && answer.value.sound !== null) return startSoundHost({ client, phone: answer.value.sound, host });
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}
