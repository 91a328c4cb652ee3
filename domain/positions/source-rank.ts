import type { Fix } from './position.ts';

/**
 * Whom to believe of several that tell where one unit is: 2 an HT, which its crew carries; 1 a device, which may stand in a garage; 0 what
 * was said. A home base is no position at all.
 */
export function sourceRank({ deviceId }: Pick<Fix, 'deviceId'>): 0 | 1 | 2 {
  if (deviceId.startsWith('ht:')) return 2;
  return deviceId.startsWith('spoken:') ? 0 : 1;
}
