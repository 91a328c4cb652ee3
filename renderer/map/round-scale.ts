export type Scale = { readonly distanceM: number; readonly lengthPx: number };

/** The longest bar of 1, 2 or 5 times a power of ten metres that fits into `widestPx`, which is `acrossM` wide on the ground. */
export function roundScale(acrossM: number, widestPx: number): Scale {
  if (!(acrossM > 0)) return { distanceM: 0, lengthPx: 0 };
  const power = 10 ** Math.floor(Math.log10(acrossM));
  const factor = [5, 2, 1].find((each) => each * power <= acrossM) ?? 1;
  const distanceM = factor * power;
  return { distanceM, lengthPx: Math.round((distanceM / acrossM) * widestPx) };
}
