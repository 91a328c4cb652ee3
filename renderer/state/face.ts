import type { Health } from '#domain/links/link.ts';
import type { StationState } from './station-state.ts';

/** How far a panel's content can be trusted; empty is the panel's own word on top of `live`. */
export type Face =
  | { readonly kind: 'live' }
  /** The source is overdue; what is shown still holds. */
  | { readonly kind: 'late'; readonly sinceMs: number; readonly reason: string | null }
  /** No source of this kind is configured here. */
  | { readonly kind: 'off' }
  | { readonly kind: 'loading' }
  /** Shown as it was at `asOfMs`; nothing newer is known. The reason is the source's; none when the station is away. */
  | { readonly kind: 'stale'; readonly asOfMs: number; readonly reason: string | null }
  /** Nothing was ever received. */
  | { readonly kind: 'broken' };

export type Followed = { readonly loaded: boolean; readonly asOfMs: number | null; readonly health: Health | null };

/** The face of a panel that shows `view`, given how the station answers. */
export function faceOf(view: Followed, station: StationState): Face {
  const away = station.kind === 'away' || station.kind === 'refused';
  if (!view.loaded) return away ? { kind: 'broken' } : { kind: 'loading' };
  if (station.kind !== 'ready' && view.asOfMs !== null) return { kind: 'stale', asOfMs: view.asOfMs, reason: null };
  switch (view.health?.state) {
    case 'down':
      return { kind: 'stale', asOfMs: view.health.sinceMs, reason: view.health.reason };
    case 'late':
      return { kind: 'late', sinceMs: view.health.sinceMs, reason: view.health.reason };
    case 'off':
      return { kind: 'off' };
    case 'live':
    case undefined:
      return { kind: 'live' };
  }
}

/** Up to when the content of `view` is known: now while it is live, epoch milliseconds otherwise. */
export function knownAsOfMs(view: Followed, station: StationState, nowMs: number): number {
  const face = faceOf(view, station);
  return face.kind === 'stale' ? face.asOfMs : nowMs;
}
