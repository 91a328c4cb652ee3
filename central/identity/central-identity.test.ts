import { expect, test } from 'vitest';
import { sessionText } from '#contract/sync/identity-messages.ts';
import { failure } from '#domain/outcome/outcome.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { createCentralIdentity } from './central-identity.ts';

const unused = (): Promise<never> => Promise.reject(new Error('nobody asks for this here'));

test('a station that is shut out while it has a session is refused, and named', async () => {
  const key = createSigningKey();
  let nowMs = 1_000;
  let revokedAtMs: number | null = null;
  const identity = await createCentralIdentity({
    register: {
      standing: async () => ({ station: 'S1', publicKey: key.publicKey, revokedAtMs, head: null }) as never,
      secret: async (_name, make) => make(),
      enrol: unused,
      supervisorOf: unused,
    },
    certificates: { authority: unused, issue: unused },
    centralKey: 'central',
    now: () => nowMs,
  });
  const who = { site: 'sumenep', station: 'S1' };
  const asked = await identity.challenge(who);
  if (!asked.ok) throw new Error(asked.sentence);
  const { challenge } = asked.value;
  const given = await identity.session({ ...who, challenge, signature: key.sign(sessionText('sumenep', 'S1', challenge)) });
  if (!given.ok) throw new Error(given.sentence);
  const { token } = given.value;
  expect(await identity.stationOf(token)).toEqual({ ok: true, value: who });

  revokedAtMs = nowMs;
  nowMs += 60_000;
  expect(await identity.stationOf(token)).toMatchObject(failure('revoked', expect.stringContaining('S1') as string));
  expect(identity.holderOf(token)).toEqual(who);
  expect(identity.holderOf(`${token}x`)).toBeNull();
});
