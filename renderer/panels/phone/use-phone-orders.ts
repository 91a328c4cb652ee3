import { useState } from 'react';
import type { CommandInput } from '#contract/commands.ts';
import type { PhoneOrderName } from '#contract/records/phone-orders.ts';
import { useAsk } from '../../state/use-ask.ts';

/** Asks this seat's phone; `fault` is why the last order was not done. */
export function usePhoneOrders(): { order: <Name extends PhoneOrderName>(name: Name, input: CommandInput<Name>) => Promise<boolean>; fault: string | null } {
  const ask = useAsk();
  const [fault, setFault] = useState<string | null>(null);
  return {
    fault,
    async order(name, input) {
      setFault(null);
      const answer = await ask(name, input);
      if (!answer.ok) setFault(answer.sentence);
      return answer.ok;
    },
  };
}

export type OrderPhone = ReturnType<typeof usePhoneOrders>['order'];
