import { expect, test } from 'vitest';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { foldedTables } from '#tests/fixtures/folded-tables.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const withoutBroker = { ...siteOnBroker('mqtt://127.0.0.1:9'), brokers: [], sources: [] };
const shop = { name: 'Toko Barokah Jaya', latitude: -7.0597, longitude: 113.7856, radiusM: 50, incidentId: null };

test('a landmark is found at once at every seat, by a slip too, under its new name, and no longer once it is withdrawn', async () => {
  const dataDir = temporaryFolder();
  const { seat, core } = coreOnDisk({ dataDir, profile: withoutBroker });
  const sari = seat();
  const budi = seat({ operator: 'Budi', seat: 'kursi 2' });
  const landmarks = budi.follow('landmarks', {});
  const found = async (text: string) => (await budi.do('place.search', { text, limit: 3 })).filter(({ kind }) => kind === 'landmark').map(({ name }) => name);
  expect(await found('toko baro')).toEqual([]);
  const { landmarkId } = await sari.do('landmark.save', shop);
  expect(await found('toko baro')).toEqual([shop.name]);
  expect(await found('barkoah jaya')).toEqual([shop.name]);
  expect((await budi.do('place.search', { text: 'timur toko barokah' }))[0]).toMatchObject({ kind: 'near', islandId: 'madura' });
  expect((await budi.do('place.search', { text: 'toko barokah' }))[0]).toMatchObject({ kecamatan: 'Lenteng', islandName: 'Madura' });
  await budi.flow();
  expect(landmarks.items()).toMatchObject([{ id: landmarkId, name: shop.name, by: 'Sari' }]);

  expect(await budi.do('landmark.save', { ...shop, name: 'toko barokah jaya' })).toEqual({ landmarkId });
  await budi.do('landmark.rename', { landmarkId, name: 'Swalayan Barokah' });
  expect(await found('swalayan')).toEqual(['Swalayan Barokah']);
  expect(await found('toko baro')).toEqual([]);
  await sari.do('landmark.withdraw', { landmarkId });
  expect(await found('swalayan')).toEqual([]);
  expect(await sari.ask('landmark.rename', { landmarkId, name: 'x' })).toMatchObject({ ok: false, code: 'no-landmark' });
  await core.close();
  const { live, rebuilt } = foldedTables(dataDir);
  expect(rebuilt).toEqual(live);
});
