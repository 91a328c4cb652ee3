import { createContext, useContext } from 'react';
import type { Station } from './station.ts';

export const StationContext = createContext<Station | null>(null);

export function useStation(): Station {
  const station = useContext(StationContext);
  if (!station) throw new Error('useStation is used outside StationContext');
  return station;
}
