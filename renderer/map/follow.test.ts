import { beforeEach, describe, expect, test } from 'vitest';
import { follow, type FollowingMap, type Following } from './follow.ts';

const pixelsPerDegree = 1_000;
const size = { clientWidth: 800, clientHeight: 400 };
const p02 = { longitude: 113.78, latitude: -7.03 };

/** A map as flat as the site is to a person: its middle, its scale, and what it tells when it has moved. */
function flatMap() {
  const listeners = new Map<string, Set<() => void>>([['dragstart', new Set()], ['moveend', new Set()]]);
  const view = { longitude: 114, latitude: -7, scale: 1 };
  const tell = (type: string): void => [...(listeners.get(type) ?? [])].forEach((listener) => listener());
  const map: FollowingMap = {
    jumpTo({ center: [longitude, latitude] }) {
      Object.assign(view, { longitude, latitude });
      tell('moveend');
    },
    project: ([longitude, latitude]) => ({
      x: size.clientWidth / 2 + (longitude - view.longitude) * pixelsPerDegree * view.scale,
      y: size.clientHeight / 2 - (latitude - view.latitude) * pixelsPerDegree * view.scale,
    }),
    getContainer: () => size,
    on: (type, listener) => listeners.get(type)?.add(listener),
    off: (type, listener) => listeners.get(type)?.delete(listener),
  };
  return {
    map,
    view,
    middle: () => ({ longitude: view.longitude, latitude: view.latitude }),
    takeHold: () => tell('dragstart'),
    /** What arrow keys, the wheel beside the middle and a drag come to. */
    pan(px: number) {
      view.longitude += px / pixelsPerDegree / view.scale;
      tell('moveend');
    },
    zoom(scale: number) {
      view.scale = scale;
      tell('moveend');
    },
    listening: () => [...listeners.values()].reduce((sum, each) => sum + each.size, 0),
  };
}

describe('the view that follows a unit', () => {
  let flat: ReturnType<typeof flatMap>;
  let following: Following;
  let ends: number;
  beforeEach(() => {
    flat = flatMap();
    ends = 0;
    following = follow(flat.map, () => {
      ends += 1;
    });
  });
  const near = (point: typeof p02): typeof p02 => ({ longitude: point.longitude + 0.01, latitude: point.latitude - 0.02 });

  test('does not move before it knows where the unit is, and then keeps it in the middle', () => {
    expect(flat.middle()).toEqual({ longitude: 114, latitude: -7 });
    following.to(p02);
    expect(flat.middle()).toEqual(p02);
    following.to(near(p02));
    expect(flat.middle()).toEqual(near(p02));
    expect(ends).toBe(0);
  });

  test('goes on at another scale, and where the unit stood still', () => {
    following.to(p02);
    flat.zoom(8);
    flat.zoom(0.5);
    following.to(p02);
    following.to(near(p02));
    expect([flat.middle(), ends]).toEqual([near(p02), 0]);
  });

  test('ends with the hand that moves it: what the unit does then moves it no more', () => {
    following.to(p02);
    flat.pan(120);
    expect(ends).toBe(1);
    const left = flat.middle();
    following.to(near(p02));
    expect([flat.middle(), ends]).toEqual([left, 1]);
  });

  test('is let go as soon as a hand takes hold of the map, not after it has moved it', () => {
    following.to(p02);
    flat.takeHold();
    following.to(near(p02));
    expect([flat.middle(), ends]).toEqual([p02, 1]);
    flat.pan(200);
    expect(ends).toBe(1);
  });

  test('is not ended by less than a hand can mean', () => {
    following.to(p02);
    flat.pan(2);
    expect(ends).toBe(0);
    following.to(near(p02));
    expect(flat.middle()).toEqual(near(p02));
  });

  test('leaves the map alone once it is stopped', () => {
    following.to(p02);
    following.stop();
    following.to(near(p02));
    flat.pan(300);
    expect([flat.listening(), ends]).toEqual([0, 0]);
    expect(flat.middle().latitude).toBe(p02.latitude);
  });
});
