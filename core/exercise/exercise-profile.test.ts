import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readProfile } from '#contract/profile.ts';
import { createIslands } from '#domain/places/islands.ts';
import { exerciseProfile } from './exercise-profile.ts';
import { fieldUnits } from './exercise-units.ts';

const map: unknown = JSON.parse(readFileSync(new URL('../../resources/map/islands.geojson', import.meta.url), 'utf8'));
const { islandAt } = createIslands(map);
const read = readProfile(JSON.stringify(exerciseProfile('mqtt://127.0.0.1:1883')));
const profile = read.ok ? read.value : undefined;
const islandOf = (unitId: string): string | undefined => {
  const base = profile?.units.find((unit) => unit.id === unitId)?.base;
  return base && islandAt(base.latitude, base.longitude)?.id;
};

test('the exercise profile is a profile like any other, and says that it is an exercise', () => {
  expect(read).toMatchObject({ ok: true, value: { exercise: true, site: { id: 'sumenep' } } });
});

test('every unit stands on an island, the far ones on their own', () => {
  expect(fieldUnits.map((unit) => [unit.id, islandOf(unit.id)]).filter(([, island]) => island === undefined)).toEqual([]);
  expect(['p10', 'p11', 'p12', 'p13', 'p14', 'p15', 'p16'].map(islandOf)).toEqual(['poteran', 'sapudi', 'raas', 'kangean', 'kangean', 'sapeken', 'masalembu']);
});

test('all four fire engines are on the mainland and there is one sea ambulance', () => {
  const engines = fieldUnits.filter((unit) => unit.kind === 'fire-engine');
  expect(engines.map((unit) => islandOf(unit.id))).toEqual(['madura', 'madura', 'madura', 'madura']);
  expect(fieldUnits.filter((unit) => unit.kind === 'sea-ambulance')).toHaveLength(1);
});

test('every radio belongs to a unit or stands at a post on an island', () => {
  const nowhere = profile?.radios.filter(({ unit, post }) => (unit === undefined ? !post || islandAt(post.latitude, post.longitude) === null : islandOf(unit) === undefined));
  expect(nowhere).toEqual([]);
});

test('every unit has a radio, a talkgroup that is named, and something that tells where it is', () => {
  const named = new Set(profile?.talkgroups.map((talkgroup) => talkgroup.id));
  for (const unit of profile?.units ?? []) {
    expect(named.has(unit.talkgroup ?? 0)).toBe(true);
    expect(unit.devices.length).toBeGreaterThan(0);
    expect(profile?.radios.some((radio) => radio.unit === unit.id)).toBe(true);
  }
});

test('no telephone number in it can be anybody’s', () => {
  const numbers = [...(profile?.units ?? []), ...(profile?.agencies ?? []), ...(profile?.neighbours ?? [])].map((each) => each.phone);
  expect(numbers.filter((number) => !/^(0860112\d{5}|0328000\d{3})$/.test(number ?? ''))).toEqual([]);
});
