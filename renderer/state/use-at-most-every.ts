import { useEffect, useRef, useState } from 'react';

/**
 * The value, taken over at most once per interval: at once after a pause, otherwise the newest at the interval's end. For
 * what is costly to draw and need not be drawn with every change.
 */
export function useAtMostEvery<Value>(value: Value, intervalMs: number): Value {
  const [shown, setShown] = useState(value);
  const takenAtMs = useRef(-Infinity);
  useEffect(() => {
    if (Object.is(value, shown)) return undefined;
    const take = (): void => {
      takenAtMs.current = performance.now();
      setShown(() => value);
    };
    const waitMs = takenAtMs.current + intervalMs - performance.now();
    const timer = setTimeout(take, Math.max(0, waitMs));
    return () => clearTimeout(timer);
  }, [value, shown, intervalMs]);
  return shown;
}
