import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createLog } from '../log.ts';
import { createAccessTokens } from './access-tokens.ts';
import { startStationServer } from './station-server.ts';

const form = 'v=1&device_number=%2B6281234567890&location_latitude=-7.03&location_longitude=113.78&location_accuracy=20&location_source=GPS';
const signed = (text: string): string => `${text}&hmac=${createHmac('sha1', 'tanda').update(text).digest('hex')}`;

/** A real station behind a real port. */
async function stationWithDoor(hmacKey: string | null) {
  const site = siteOnBroker('mqtt://127.0.0.1:9') as { brokers: { id: string }[]; sources: { kind: string }[] };
  const { core, clock, seat } = coreOnDisk({ dataDir: temporaryFolder(), profile: { ...site, sources: [...site.sources.filter(({ kind }) => kind !== 'caller-location'), { id: 'aml', kind: 'caller-location', broker: site.brokers[0]!.id }] } });
  const started = await startStationServer({
    host: '127.0.0.1',
    port: 0,
    tokens: createAccessTokens([], { operator: 'Sari', supervisor: false }),
    folders: { pages: temporaryFolder(), resources: temporaryFolder(), mapPacks: temporaryFolder() },
    serve: core.serve,
    locationDoor: {
      key: 'kunci',
      hmacKey,
      hear(payload, fault) {
        const kept = core.hear('aml', payload, fault);
        clock.move(10);
        return kept;
      },
    },
    log: createLog(() => undefined, () => 0),
  });
  if (!started.ok) throw new Error(started.sentence);
  onTestFinished(() => started.value.close());
  const post = async (body: string, headers: Record<string, string> = { authorization: 'Bearer kunci' }, path = '/aml'): Promise<number> =>
    (await fetch(new URL(path, started.value.url), { method: 'POST', body, headers })).status;
  const looking = seat();
  const feed = looking.follow('quarantine', {});
  const rubbish = async (): Promise<readonly string[]> => {
    await looking.flow();
    return feed.items().map(({ reason }) => reason);
  };
  return { post, rubbish, url: started.value.url };
}

test('a form with the key is kept, by header or by address; who has no key is refused, and nothing of theirs is kept', async () => {
  const { post, rubbish, url } = await stationWithDoor(null);
  expect(await post(form)).toBe(200);
  expect(await post(form, {}, '/aml?key=kunci')).toBe(200);
  for (const headers of [{}, { authorization: 'Bearer lain' }, { authorization: 'kunci' }]) expect(await post(form, headers as Record<string, string>)).toBe(401);
  expect((await fetch(new URL('/aml', url))).status).toBe(405);
  expect(await rubbish()).toEqual([]);
});

test('rubbish with the key is answered like anything else and goes to quarantine; too much is refused', async () => {
  const { post, rubbish } = await stationWithDoor(null);
  expect(await post('v=1&location_latitude=[lat]&location_longitude=[lon]')).toBe(200);
  expect(await post('halo')).toBe(200);
  expect(await post('x'.repeat(70_000))).toBe(413);
  expect(await rubbish()).toHaveLength(2);
});

test('where a signature is asked for, a form with none or a wrong one is not believed', async () => {
  const { post, rubbish } = await stationWithDoor('tanda');
  expect(await post(signed(form))).toBe(200);
  expect(await rubbish()).toEqual([]);
  expect(await post(signed(form).replace('-7.03', '-7.04'))).toBe(200);
  expect(await post(form)).toBe(200);
  expect(await rubbish()).toEqual(['AML: its hmac does not fit']);
});
