import { useStation } from './station-context.tsx';
import { useStore } from './store.ts';

/** Core's time in epoch milliseconds, cut to the second; renders once a second, together with every other reader. */
export function useNow(): number {
  return useStore(useStation().seconds);
}
