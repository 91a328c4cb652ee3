import { unitStatuses, type UnitStatus } from '#domain/units/unit.ts';

/** The digit that sets each status while a unit is chosen in the list; the order is that of a task's life. */
export const statusKeys: readonly { readonly digit: string; readonly status: UnitStatus }[] = unitStatuses.map((status, index) => ({
  digit: String(index + 1),
  status,
}));

export function statusOfKey(key: string): UnitStatus | undefined {
  return statusKeys.find(({ digit }) => digit === key)?.status;
}
