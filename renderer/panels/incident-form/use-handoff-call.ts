import { isLive } from '#domain/phone/phone-line.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useTelephone } from '../../state/use-phone.ts';

/** Calls a neighbour by this seat's phone, the caller on hold meanwhile; nothing where the seat has none. What fails is said by the phone's panel. */
export function useHandoffCall(): (target: string) => void {
  const ask = useAsk();
  const phone = useTelephone();
  return (target) => {
    if (phone === null) return;
    const talking = phone.lines.find((line) => isLive(line) && line.state === 'talking');
    void (talking ? ask('phone.transfer-attended', { line: talking.id, target }) : ask('phone.dial', { target }));
  };
}
