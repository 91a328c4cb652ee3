import { useEffect, useMemo, type ReactNode } from 'react';
import { LineSourceContext, noLine } from '../state/line-source.ts';
import { createPhoneLineSource } from '../state/phone-line-source.ts';
import { useSite } from '../state/site-context.tsx';
import { useStation } from '../state/station-context.tsx';
import { useAsk } from '../state/use-ask.ts';
import { usePhone } from '../state/use-phone.ts';

/** Gives the panels what this seat's phone hears of a caller; nothing where the seat has no phone. */
export function LineProvider({ children }: { readonly children: ReactNode }) {
  const ask = useAsk();
  const { clock } = useStation();
  const hasPhone = useSite().phone !== null;
  const phone = usePhone();
  const line = useMemo(
    () =>
      hasPhone
        ? createPhoneLineSource({ dial: (target) => void ask('phone.dial', { target }), hangUp: (id) => void ask('phone.hang-up', { line: id }) })
        : null,
    [ask, hasPhone],
  );
  useEffect(() => line?.take(phone, clock.nowMs()), [line, phone, clock]);
  return <LineSourceContext value={line?.source ?? noLine}>{children}</LineSourceContext>;
}
