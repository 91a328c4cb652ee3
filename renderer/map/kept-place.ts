import type { MapPlace } from './open-map.ts';

const keyOf = (name: string): string => `siaga.map.${name}`;

/** Where a map of this seat looked last; null where nothing understandable is kept. */
export function readKeptPlace(text: string | null): MapPlace | null {
  try {
    const [longitude, latitude, zoom] = JSON.parse(text ?? 'null') as readonly unknown[];
    const isPlace = [longitude, latitude, zoom].every(Number.isFinite) && Math.abs(Number(longitude)) <= 180 && Math.abs(Number(latitude)) <= 85;
    return isPlace ? { center: [Number(longitude), Number(latitude)], zoom: Number(zoom) } : null;
  } catch {
    return null;
  }
}

export function keptPlace(name: string): MapPlace | null {
  try {
    return readKeptPlace(localStorage.getItem(keyOf(name)));
  } catch {
    return null;
  }
}

/** Keeps it for the next time this seat opens the map; where nothing can be kept, it begins at the overview. */
export function keepPlace(name: string, { center, zoom }: MapPlace): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify([...center, zoom]));
  } catch {
    // A browser that keeps nothing shows the overview first.
  }
}
