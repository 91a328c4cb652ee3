import { describe, expect, test } from 'vitest';
import { actionIds, actionOf, keyMapWith, shippedKeys } from './key-map.ts';

test('no two actions are shipped with the same key', () => {
  const chords = actionIds.flatMap((id): readonly string[] => shippedKeys[id]);
  expect(new Set(chords).size).toBe(chords.length);
});

describe('a seat that remaps keys', () => {
  test('has its own chord instead of the shipped one', () => {
    const keyMap = keyMapWith({ answer: 'F12' });
    expect(actionOf('F12', keyMap)).toBe('answer');
    expect(actionOf('F1', keyMap)).toBeUndefined();
  });

  test('cannot take the key of another action', () => {
    const keyMap = keyMapWith({ answer: 'F2' });
    expect(actionOf('F2', keyMap)).toBe('place');
    expect(actionOf('F1', keyMap)).toBe('answer');
  });

  test('may swap two keys', () => {
    const keyMap = keyMapWith({ answer: 'F2', place: 'F1' });
    expect(actionOf('F2', keyMap)).toBe('answer');
    expect(actionOf('F1', keyMap)).toBe('place');
  });

  test('is not disturbed by actions of another version', () => {
    expect(keyMapWith({ teleport: 'F1' })).toEqual(shippedKeys);
  });
});
