import { describe, expect, test } from 'vitest';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import { readObstacle } from './read-obstacle.ts';

const legs = [{ id: 'kt', from: 'Kalianget', to: 'Talango' }, { id: 'kg', from: 'Kalianget', to: 'Gayam' }];
const obstacle = (id: string, target: Obstacle['target']): Obstacle => ({ id, target, speedPercent: 0, reason: 'waves', note: '', untilMs: null, by: 'Sari', atMs: 0 });
const obstacles = [obstacle('o1', { kind: 'sea-leg', legId: 'kt' }), obstacle('o2', { kind: 'road', latitude: -7, longitude: 113.8, radiusM: 200 })];
const read = (line: string, point: { latitude: number; longitude: number } | null = { latitude: -7.03, longitude: 113.79 }) => readObstacle(line, { legs, obstacles, point });
const hourMs = 3_600_000;

describe('a line that closes or opens a way', () => {
  test('closes a sea leg by a part of a name, for twelve hours and by waves where nothing else is said', () => {
    expect(read('tutup talan')).toEqual([{ kind: 'obstacle', target: { kind: 'sea-leg', legId: 'kt' }, name: 'Kalianget – Talango', speedPercent: 0, reason: 'waves', forMs: 12 * hourMs }]);
  });
  test('takes a reason and hours in any order', () => {
    expect(read('tutup 6j talango kapal')).toMatchObject([{ target: { legId: 'kt' }, reason: 'no-vessel', forMs: 6 * hourMs }]);
    expect(read('tutup talango terus')).toMatchObject([{ forMs: null }]);
  });
  test('offers every sea leg that fits', () => {
    expect(read('tutup kalianget')?.length).toBe(2);
    expect(read('tutup kalianget gayam')).toMatchObject([{ target: { legId: 'kg' } }]);
  });
  test('closes or slows the road at the point of the form', () => {
    expect(read('tutup jalan banjir')).toMatchObject([{ target: { kind: 'road', latitude: -7.03, longitude: 113.79, radiusM: 200 }, speedPercent: 0, reason: 'flood' }]);
    expect(read('pelan jalan keramaian 2j')).toMatchObject([{ speedPercent: 50, reason: 'crowd', forMs: 2 * hourMs }]);
    expect(read('tutup jalan', null)).toEqual([{ kind: 'no-point' }]);
  });
  test('opens what stands in the way, by its name or all in turn', () => {
    expect(read('buka')?.map((meaning) => meaning.kind === 'clear' && meaning.obstacle.id)).toEqual(['o1', 'o2']);
    expect(read('buka talango')).toMatchObject([{ obstacle: { id: 'o1' } }]);
    expect(read('buka jalan')).toMatchObject([{ obstacle: { id: 'o2' } }]);
  });
  test('is no other line', () => expect([read('p12 tkp'), read('catat tutup')]).toEqual([null, null]));
});
