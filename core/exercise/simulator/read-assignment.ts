import type { Coordinates } from '#domain/places/place.ts';

/** What a crew needs of the assignment that core publishes on its unit's topic. */
export type ReceivedAssignment = { readonly id: string; readonly unitId: string; readonly place: Coordinates | null };

/** Null for what is no assignment; a place without coordinates is one that nobody knows. */
export function readAssignment(payload: string): ReceivedAssignment | null {
  try {
    const value = JSON.parse(payload) as { v?: unknown; id?: unknown; unit_id?: unknown; incident?: { place?: Partial<Record<string, unknown>> } | null } | null;
    if (value?.v !== 1 || typeof value.id !== 'string' || typeof value.unit_id !== 'string') return null;
    const { latitude, longitude } = value.incident?.place ?? {};
    const isPoint = typeof latitude === 'number' && typeof longitude === 'number';
    return { id: value.id, unitId: value.unit_id, place: isPoint ? { latitude, longitude } : null };
  } catch {
    return null;
  }
}
