import { expect, test } from 'vitest';
import { profileOf } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { telephoneCall } from '#tests/fixtures/telephone-messages.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const site = siteOnBroker('mqtt://127.0.0.1:9') as { sources: object[] };
const profile = profileOf({ ...site, sources: [...site.sources, { id: 'callers', kind: 'caller-location', broker: 'lan' }] });

function phoneSays(of: string, radiusM: number, atMs: number) {
  const top = new Date(atMs).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return { sourceId: 'callers', topic: `cc112/v1/sumenep/loc/caller/${of}`, body: `A"ML=1;lt=-7.01150;lg=+113.85940;rd=${radiusM};top=${top};lc=68;pm=W;si=;ei=;mcc=510;mnc=10;ml=100` };
}

test('a position by number stands at the call of that number, before and after it rang; the finer one is shown; heard twice it is stored once', () => {
  const clock = repeatingClock();
  const { hear, latest, stores } = factsOnDisk(temporaryFolder(), clock, profile);
  const [call, other] = ['pbx1-1.1', 'pbx1-1.2'].map((id) => telephoneCall(id, { epochMs: clock.now() - 1_000, startMs: clock.now() }));
  hear(phoneSays('+6281234567890', 800, clock.now()), call!.joined());
  expect(latest('calls')).toMatchObject([{ id: 'pbx1-1.1', location: { radiusM: 800, method: 'wifi', point: { latitude: -7.0115, longitude: 113.8594 } } }]);
  const fine = phoneSays('+6281234567890', 21, clock.now());
  hear(fine, fine);
  expect(latest('calls')).toMatchObject([{ location: { radiusM: 21 } }]);
  expect(stores.counts.all().find(({ sourceId }) => sourceId === 'callers')).toMatchObject({ stored: 2, duplicate: 1 });
  hear(phoneSays('pbx1-1.2', 300, clock.now()), { ...other!.joined(), body: { ...(other!.joined().body as object), caller: { raw: 'anonymous', anonymous: true } } });
  expect(latest('calls').find(({ id }) => id === 'pbx1-1.2')).toMatchObject({ location: { radiusM: 300, callId: 'pbx1-1.2' } });
});

test('what cannot be is kept in quarantine and drawn nowhere', () => {
  const clock = repeatingClock();
  const { hear, latest, stores } = factsOnDisk(temporaryFolder(), clock, profile);
  hear(telephoneCall('pbx1-1.1', { epochMs: clock.now() - 1_000, startMs: clock.now() }).joined());
  const right = phoneSays('+6281234567890', 21, clock.now());
  hear({ ...right, body: right.body.replace('-7.01150', '+00.00000').replace('+113.85940', '+000.00000') });
  expect(latest('calls')).toMatchObject([{ location: null }]);
  expect(stores.counts.all().find(({ sourceId }) => sourceId === 'callers')).toMatchObject({ quarantined: 1 });
});
