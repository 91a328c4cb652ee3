import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allUnits, incidentAt, mondayMorningMs, recommendFor, unitInField, unitsBut } from '#tests/fixtures/regency-units.ts';
import type { Obstacle } from '../routes/obstacle.ts';
import type { Recommendation } from './recommendation.ts';

const lenteng = [-7.03, 113.79] as const;
const prenduan = [-7.109, 113.67] as const;
const kota = [-7.012, 113.861] as const;
const dungkek = [-6.978, 114.09] as const;
const arjasa = [-6.862, 115.29] as const;
const gayam = [-7.16, 114.33] as const;
const raas = [-7.152, 114.6] as const;
const talango = [-7.07, 113.96] as const;
const masalembu = [-5.56, 114.43] as const;
const sapeken = [-7.005, 115.706] as const;
const offSapeken = [-7.04, 115.74] as const;
const offKalianget = [-7.1, 113.92] as const;

const cardiac = (point: readonly [number, number]) => incidentAt('cardiac-arrest', 1, point);
const fire = (point: readonly [number, number]) => incidentAt('fire', 1, point);
const boat = (point: readonly [number, number]) => incidentAt('sea-accident', 1, point);
const first = ({ lines }: Recommendation): string | undefined => lines[0]?.unitId;
const filling = ({ lines }: Recommendation, capability: string): readonly string[] => lines.filter(({ fills }) => fills === capability).map(({ unitId }) => unitId);
const lacks = ({ missing }: Recommendation): readonly string[] => missing.map(({ capability, reason }) => `${capability}: ${reason}`);
const closed = (legId: string): Obstacle => ({ id: 'o', target: { kind: 'sea-leg', legId }, speedPercent: 0, reason: 'waves', note: '', untilMs: null, by: 'Sari', atMs: 0 });

describe('scene 1, cardiac arrest on the mainland', () => {
  const busyLenteng = unitInField('p04', { unit: { incidentId: 'other', status: 'on-scene' } });
  test.each<[string, string | undefined, string | undefined]>([
    ['the ambulance of Lenteng goes', first(recommendFor(cardiac(lenteng))), 'p04'],
    ['while it is busy the next by road goes, and it stays in sight', first(recommendFor(cardiac(lenteng), unitsBut(busyLenteng))), 'p02'],
    ['while it is out of service it is left out', first(recommendFor(cardiac(lenteng), unitsBut(unitInField('p04', { unit: { status: 'out-of-service' } })))), 'p02'],
    ['with too small a crew it is not proposed first', first(recommendFor(cardiac(lenteng), unitsBut(unitInField('p04', { crew: { present: 1, needed: 2 } })))), 'p02'],
    ['in Kota one of the two of Kota goes', first(recommendFor(cardiac(kota))), 'p02'],
    ['a patient of Lenteng goes to the hospital of Sumenep', recommendFor(cardiac(lenteng)).hospital?.name, 'RSUD dr. H. Moh. Anwar'],
    ['at Talango the ambulance of the island goes, not a nearer one across the strait', first(recommendFor(cardiac(talango))), 'p10'],
    ['at Dungkek an ambulance of the east goes', first(recommendFor(cardiac(dungkek))), 'p08'],
  ])('%s', (_what, found, wanted) => expect(found).toBe(wanted));

  test('a busy one is marked as such and keeps its status', () => {
    const found = recommendFor(cardiac(lenteng), unitsBut(busyLenteng));
    expect(found.lines.find(({ unitId }) => unitId === 'p04')).toMatchObject({ busy: true, status: 'on-scene', fills: null, reasons: expect.arrayContaining(['busy']) as string[] });
  });

  test('an old fix ranks by the far edge of where the unit may be by now', () => {
    const old = unitInField('p04', { position: { fixedAtMs: mondayMorningMs - 30 * 60_000 } });
    const found = recommendFor(cardiac(lenteng), unitsBut(old));
    expect(first(found)).toBe('p02');
    expect(found.lines.find(({ unitId }) => unitId === 'p04')).toMatchObject({ reasons: expect.arrayContaining(['old-position']) as string[] });
  });

  test('on Kangean the hospital of the island is chosen', () => {
    expect(recommendFor(cardiac(arjasa)).hospital?.name).toBe('RSUD Abuya Kangean');
  });

  test('on Sapudi the Puskesmas comes first and the hospital after the sea', () => {
    expect(recommendFor(cardiac(gayam)).hospital).toMatchObject({ name: 'RSUD dr. H. Moh. Anwar', first: { name: 'Puskesmas Gayam' } });
  });

  test('each line says why it stands there', () => {
    const [one, two] = recommendFor(cardiac(lenteng)).lines;
    expect(one?.reasons).toEqual(['quickest', 'position-is-base']);
    expect(two?.reasons).toEqual(['helps', 'position-is-base']);
  });

  test('with the ferry closed by waves an island is left to its own units', () => {
    const found = recommendFor(cardiac(talango), allUnits, [closed('kalianget--talango--ferry')]);
    expect(found.cannotCome.filter(({ kind }) => kind === 'ambulance').map(({ reason }) => reason)).toEqual(expect.arrayContaining(['closed']));
    expect(first(found)).toBe('p10');
  });
});

describe('scene 2, a boat off Sapeken', () => {
  const found = recommendFor(boat(offSapeken));
  test('no land unit applies, and it is said', () => {
    expect(found.basis).toBe('open-sea');
    expect(found.cannotCome.map(({ reason }) => reason)).toEqual(Array(23).fill('open-sea'));
  });
  test('the boats go, the first by its time over water', () => expect(filling(found, 'sea-rescue')).toEqual(['s2', 'al1']));
  test('that no ambulance comes besides is said', () => expect(lacks(found)).toContain('patient-care: too-few'));
  test('off Kalianget the same boats are there within half an hour', () => expect(recommendFor(boat(offKalianget)).lines.every(({ worstMs }) => worstMs < 30 * 60_000)).toBe(true));
  test('with one boat busy the other is proposed', () => expect(filling(recommendFor(boat(offSapeken), unitsBut(unitInField('s2', { unit: { incidentId: 'other' } }))), 'sea-rescue')).toEqual(['al1']));
  test('with every boat out of service nobody is proposed and the need is said', () => {
    const without = recommendFor(boat(offSapeken), unitsBut(unitInField('s2', { unit: { status: 'out-of-service' } }), unitInField('al1', { unit: { status: 'out-of-service' } })));
    expect([without.lines, lacks(without)]).toEqual([[], ['sea-rescue: none', 'patient-care: cannot-come']]);
  });
});

describe('scene 3, fire', () => {
  test('at Prenduan its engine goes first, and a second one', () => expect(filling(recommendFor(fire(prenduan)), 'fire-fighting')[0]).toBe('d3'));
  test('besides the engines an ambulance and the police are proposed', () => {
    const found = recommendFor(fire(prenduan));
    expect([filling(found, 'patient-care'), filling(found, 'public-order')]).toEqual([['p06'], ['k1']]);
  });
  test.each<[string, readonly [number, number]]>([['Kangean', arjasa], ['Sapudi', gayam], ["Ra'as", raas], ['Masalembu', masalembu], ['Sapeken', sapeken], ['Talango', talango]])('on %s it is said first that no engine is on the island', (_island, point) => {
    expect(recommendFor(fire(point)).missing[0]).toMatchObject({ capability: 'fire-fighting', reason: 'none-on-island' });
  });
  test('on Kangean the units of the island are named instead', () => {
    expect(recommendFor(fire(arjasa)).missing[0]?.instead.map(({ callSign }) => callSign)).toEqual(['Polsek Kangean', 'Kangean 01', 'Kangean 02']);
  });
  test('an engine that would come days later by ferry is not proposed, and is said to be the nearest', () => {
    const found = recommendFor(fire(arjasa));
    expect(filling(found, 'fire-fighting')).toEqual([]);
    expect([first(found), found.missing[0]?.nearest?.callSign]).toEqual(['p13', 'Damkar 1']);
  });
  test('where the only engine comes over the strait too late, the need says so', () => {
    const volunteer = unitInField('d4', { unit: { baseLatitude: -6.8605, baseLongitude: 115.2865, islandId: 'kangean', incidentId: 'other' } });
    expect(lacks(recommendFor(fire(arjasa), unitsBut(volunteer)))[0]).toBe('fire-fighting: too-late');
  });
  test('at Ambunten the nearest engine is beyond the standard of 15 minutes and 10 km', () => {
    expect(lacks(recommendFor(fire([-6.892, 113.74])))).toContain('fire-fighting: beyond-standard');
  });
  test('in Kota it is within the standard', () => expect(lacks(recommendFor(fire(kota)))).not.toContain('fire-fighting: beyond-standard'));
  test('with all four engines busy that is said', () => {
    const busy = ['d1', 'd2', 'd3', 'd4'].map((id) => unitInField(id, { unit: { incidentId: 'other' } }));
    expect(lacks(recommendFor(fire(kota), unitsBut(...busy)))[0]).toBe('fire-fighting: all-busy');
  });
});

describe('scenes 4 to 6', () => {
  test('an incident without a point ranks nobody', () => expect(recommendFor(incidentAt('other', 3, null))).toMatchObject({ basis: 'no-place', lines: [] }));
  test('for rubbish nobody is needed and everybody is listed by time', () => {
    const found = recommendFor(incidentAt('other', 3, kota));
    expect([found.missing, found.lines.every(({ fills }) => fills === null)]).toEqual([[], true]);
  });
  test('alone after a cut the answer is the same: nothing but the map and the units is asked', () => expect(recommendFor(cardiac(lenteng))).toEqual(recommendFor(cardiac(lenteng))));
  test('old GPS in a burst does not make a unit near', () => {
    const burst = unitInField('p05', { position: { latitude: -7.03, longitude: 113.79, fixedAtMs: mondayMorningMs - 2 * 3_600_000 } });
    expect(first(recommendFor(cardiac(lenteng), unitsBut(burst)))).toBe('p04');
  });
  test('a unit that is on this incident counts, and is not proposed again', () => {
    const found = recommendFor(cardiac(lenteng), unitsBut(unitInField('p04', { unit: { incidentId: 'i1', status: 'en-route' } })));
    expect([found.missing, filling(found, 'patient-care'), found.lines.slice(0, 5).some(({ sent }) => sent)]).toEqual([[], [], false]);
  });
});

describe('whatever the units', () => {
  const points = [lenteng, prenduan, kota, arjasa, gayam, talango, sapeken, offSapeken];
  const anySituation = fc.record({
    point: fc.constantFrom(...points),
    type: fc.constantFrom('cardiac-arrest', 'fire', 'traffic', 'sea-accident', 'flood' as const),
    units: fc.shuffledSubarray([...allUnits], { minLength: 1 }),
    busy: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
  });
  const withBusy = (units: typeof allUnits, busy: readonly boolean[]): typeof allUnits => units.map((each, index) => (busy[index] ? { ...each, unit: { ...each.unit, incidentId: 'other' } } : each));
  const timesOf = (found: Recommendation, capability: string): readonly number[] => found.lines.filter(({ fills }) => fills === capability).map(({ worstMs }) => worstMs);

  test('the order they are given in is of no matter', () => {
    fc.assert(
      fc.property(anySituation, ({ point, type, units, busy }) => {
        const given = withBusy(units, busy);
        expect(recommendFor(incidentAt(type, 1, point), [...given].reverse())).toEqual(recommendFor(incidentAt(type, 1, point), given));
      }),
      { seed: 112, numRuns: 8 },
    );
  });

  test('one more unit never makes a need be met later or less', () => {
    fc.assert(
      fc.property(anySituation, fc.constantFrom(...allUnits), ({ point, type, units, busy }, extra) => {
        const incident = incidentAt(type, 1, point);
        const given = withBusy(units.filter(({ unit }) => unit.unitId !== extra.unit.unitId), busy);
        const before = recommendFor(incident, given);
        const after = recommendFor(incident, [...given, extra]);
        for (const capability of ['patient-care', 'fire-fighting', 'rescue', 'sea-rescue', 'public-order']) {
          timesOf(before, capability).forEach((ms, index) => expect(timesOf(after, capability)[index]).toBeLessThanOrEqual(ms));
        }
      }),
      { seed: 112, numRuns: 12 },
    );
  });

  test('a busy unit is never proposed for a need, and nobody is proposed twice', () => {
    fc.assert(
      fc.property(anySituation, ({ point, type, units, busy }) => {
        const { lines } = recommendFor(incidentAt(type, 1, point), withBusy(units, busy));
        expect(lines.filter((line) => line.busy && line.fills !== null)).toEqual([]);
        expect(new Set(lines.map(({ unitId }) => unitId)).size).toBe(lines.length);
      }),
      { seed: 112, numRuns: 8 },
    );
  });
});
