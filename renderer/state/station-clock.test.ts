import { describe, expect, test } from 'vitest';
import { createStationClock } from './station-clock.ts';

describe("the station's clock in a window", () => {
  test("is the window's own while the two agree within delays", () => {
    const clock = createStationClock(() => 10_000);
    clock.heard(9_900);
    clock.heard(8_500);
    expect(clock.nowMs()).toBe(10_000);
  });

  test('is corrected in a browser whose clock is wrong', () => {
    const clock = createStationClock(() => 10_000);
    clock.heard(69_000);
    clock.heard(70_000);
    expect(clock.nowMs()).toBe(70_000);
  });

  test('follows a browser clock that was set right', () => {
    let localMs = 0;
    const clock = createStationClock(() => localMs);
    clock.heard(100_000);
    localMs = 100_000;
    for (let heard = 0; heard < 20; heard += 1) clock.heard(100_000);
    expect(clock.nowMs()).toBe(100_000);
  });
});
