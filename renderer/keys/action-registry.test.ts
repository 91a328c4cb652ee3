import { describe, expect, test } from 'vitest';
import { createActionRegistry } from './action-registry.ts';

describe('actions offered on screen', () => {
  test('run what offered them last, and go back to the one before when it leaves', () => {
    const registry = createActionRegistry();
    const ran: string[] = [];
    registry.offer('answer', () => ran.push('first'));
    const stop = registry.offer('answer', () => ran.push('second'));
    registry.run('answer');
    stop();
    registry.run('answer');
    expect(ran).toEqual(['second', 'first']);
  });

  test('are announced only when the list of them changes', () => {
    const registry = createActionRegistry();
    let announced = 0;
    registry.subscribe(() => {
      announced += 1;
    });
    const stopFirst = registry.offer('answer', () => undefined);
    const stopSecond = registry.offer('answer', () => undefined);
    stopSecond();
    expect(registry.available()).toEqual(['answer']);
    stopFirst();
    expect(registry.available()).toEqual([]);
    expect(announced).toBe(2);
  });

  test('do nothing when nobody offers them', () => {
    expect(createActionRegistry().run('recommend')).toBe(false);
  });
});
