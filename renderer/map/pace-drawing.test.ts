import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { paceDrawing } from './pace-drawing.ts';

/** A map that draws at once whenever it is asked to; counts its pictures. */
function drawnMap() {
  const listeners = new Map<string, () => void>();
  const map = {
    pictures: 0,
    moves: false,
    isMoving: () => map.moves,
    triggerRepaint() {
      map.pictures += 1;
      listeners.get('render')?.();
    },
    on(name: string, listener: () => void) {
      listeners.set(name, listener);
    },
    fire: (name: string) => listeners.get(name)?.(),
  };
  paceDrawing(map as unknown as Parameters<typeof paceDrawing>[0]);
  return map;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a map that the processor draws', () => {
  test('draws at most four times a second for what comes from outside, and the last change is in the last picture', () => {
    const map = drawnMap();
    for (let ms = 0; ms < 2_000; ms += 10) {
      map.triggerRepaint();
      vi.advanceTimersByTime(10);
    }
    expect(map.pictures).toBeGreaterThan(4);
    expect(map.pictures).toBeLessThanOrEqual(8);
    const before = map.pictures;
    map.triggerRepaint();
    vi.advanceTimersByTime(1_000);
    expect(map.pictures).toBe(before + 1);
  });

  test('draws nothing while nothing changes', () => {
    const map = drawnMap();
    map.triggerRepaint();
    vi.advanceTimersByTime(60_000);
    expect(map.pictures).toBe(1);
  });

  test('follows the hand at once, every time, and does not draw the same again afterwards', () => {
    const map = drawnMap();
    map.moves = true;
    for (let frame = 0; frame < 30; frame += 1) {
      map.triggerRepaint();
      vi.advanceTimersByTime(16);
    }
    expect(map.pictures).toBe(30);
    map.moves = false;
    vi.advanceTimersByTime(1_000);
    expect(map.pictures).toBe(30);
  });

  test.each(['move', 'resize'])('a view that is elsewhere at once (%s) does not wait for the gap', (event) => {
    const map = drawnMap();
    map.triggerRepaint();
    vi.advanceTimersByTime(50);
    map.triggerRepaint();
    const before = map.pictures;
    map.fire(event);
    expect(map.pictures).toBe(before + 1);
    vi.advanceTimersByTime(1_000);
    expect(map.pictures).toBe(before + 1);
  });

  test('that is closed is not asked any more', () => {
    const map = drawnMap();
    map.triggerRepaint();
    map.fire('remove');
    vi.advanceTimersByTime(1_000);
    expect(map.pictures).toBe(0);
  });
});
