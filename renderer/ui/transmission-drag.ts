import type { DragEvent } from 'react';

const dragType = 'application/x-siaga-transmission';
/** What is let go nearer than this to where it was taken was a slip of the hand. */
const leastDistancePx = 40;

/** Begins to carry a transmission, also to another window of this seat. */
export function carryTransmission(event: DragEvent, transmissionId: string): void {
  const { screenX, screenY, dataTransfer } = event;
  dataTransfer.setData(dragType, JSON.stringify({ transmissionId, screenX, screenY }));
  dataTransfer.effectAllowed = 'copy';
}

/** Whether what hangs over here is a transmission; which one it is, a browser tells only when it is let go. */
export function carriesTransmission({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(dragType);
}

/** The id of the transmission that was let go here; null for anything else, and for one that was hardly moved. */
export function droppedTransmission({ dataTransfer, screenX, screenY }: Pick<DragEvent, 'dataTransfer' | 'screenX' | 'screenY'>): string | null {
  try {
    const carried = JSON.parse(dataTransfer.getData(dragType)) as { transmissionId?: unknown; screenX: number; screenY: number };
    const isFar = Math.hypot(screenX - carried.screenX, screenY - carried.screenY) >= leastDistancePx;
    return isFar && typeof carried.transmissionId === 'string' ? carried.transmissionId : null;
  } catch {
    return null;
  }
}
