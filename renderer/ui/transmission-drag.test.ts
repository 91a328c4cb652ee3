import type { DragEvent } from 'react';
import { expect, test } from 'vitest';
import { carriesTransmission, carryTransmission, droppedTransmission } from './transmission-drag.ts';

function drag(screenX: number, screenY: number): DragEvent {
  const data = new Map<string, string>();
  const dataTransfer = { setData: (type: string, text: string) => void data.set(type, text), getData: (type: string) => data.get(type) ?? '', get types() { return [...data.keys()]; }, effectAllowed: 'none' };
  return { dataTransfer, screenX, screenY } as unknown as DragEvent;
}

test('a transmission that was carried a way is what was let go; one that was hardly moved is a slip of the hand', () => {
  const event = drag(100, 100);
  expect(carriesTransmission(event)).toBe(false);
  carryTransmission(event, 'ht:1');
  expect(carriesTransmission(event)).toBe(true);
  expect(droppedTransmission({ ...event, screenX: 100, screenY: 141 })).toBe('ht:1');
  expect(droppedTransmission({ ...event, screenX: 120, screenY: 120 })).toBeNull();
});

test('anything else that is let go is nothing', () => {
  const event = drag(0, 0);
  for (const text of ['', 'null', '[]', '{"transmissionId":7,"screenX":0,"screenY":0}', '{"transmissionId":"x"}']) {
    event.dataTransfer.setData('application/x-siaga-transmission', text);
    expect(droppedTransmission({ ...event, screenX: 900, screenY: 900 })).toBeNull();
  }
});
