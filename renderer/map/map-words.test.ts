import { describe, expect, test } from 'vitest';
import { iconName, iconOf, unitForms, type Icon } from './icons/icon-name.ts';
import { nextPressed } from './next-pressed.ts';
import { retryDelayMs } from './retry-delay.ts';
import { roundScale } from './round-scale.ts';

describe('names of icons', () => {
  const icons: readonly Icon[] = [
    ...unitForms.map((form) => ({ kind: 'unit', unitKind: 'sea-ambulance', form, tone: 'amber' }) as const),
    { kind: 'heading', tone: 'plain' },
    { kind: 'incident', priority: 1, waiting: true },
    { kind: 'incident', priority: 3, waiting: false },
    { kind: 'chosen' },
    { kind: 'point' },
  ];

  test('lead back to the icon in every theme', () => {
    for (const icon of icons) for (const theme of ['dark', 'day']) expect(iconOf(iconName(icon, theme))).toEqual(icon);
  });

  test('differ between themes, so that no image of the other theme is left', () => {
    for (const icon of icons) expect(iconName(icon, 'dark')).not.toBe(iconName(icon, 'day'));
  });

  test('that are not ours lead to nothing', () => {
    for (const name of ['', 'unit', 'unit|tank|live|green|dark', 'heading|pink|dark', 'incident|9|waiting|dark', 'marker']) {
      expect(iconOf(name)).toBeUndefined();
    }
  });
});

test('the scale bar shows the longest round distance that fits', () => {
  expect(roundScale(1_000, 100)).toEqual({ distanceM: 1_000, lengthPx: 100 });
  expect(roundScale(4_999, 100)).toEqual({ distanceM: 2_000, lengthPx: 40 });
  expect(roundScale(72_000, 100)).toEqual({ distanceM: 50_000, lengthPx: 69 });
  expect(roundScale(0, 100)).toEqual({ distanceM: 0, lengthPx: 0 });
});

test('pressing again takes the thing beneath, and after the last the first', () => {
  expect(nextPressed(['top', 'below'], null)).toBe('top');
  expect(nextPressed(['top', 'below'], 'top')).toBe('below');
  expect(nextPressed(['top', 'below'], 'below')).toBe('top');
  expect(nextPressed(['top', 'below'], 'elsewhere')).toBe('top');
  expect(nextPressed([], 'top')).toBeNull();
});

test('a map that cannot open waits longer each time, up to half a minute', () => {
  expect([1, 2, 3, 4, 40].map(retryDelayMs)).toEqual([500, 2_000, 8_000, 30_000, 30_000]);
});
