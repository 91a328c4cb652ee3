import type { AudioDevice, Phone } from '#domain/phone/phone.ts';
import { phoneText } from '../../i18n/areas/phone.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import type { OrderPhone } from './use-phone-orders.ts';
import styles from './phone-panel.module.css';

const systems = 'system';
/** Full scale is never reached by a voice; a tenth of it is spoken well. */
const wellSpoken = 0.02;

/** Microphone and headset: which, how loud, and the echo of one's own voice. */
export function PhoneSound({ phone, order }: { readonly phone: Phone; readonly order: OrderPhone }) {
  const text = useText(phoneText);
  const { devices, levels, selfTest } = phone;
  const choices = (list: readonly AudioDevice[]) => [{ value: systems, word: text.systems }, ...list.map(({ id, label }) => ({ value: id, word: label === '' ? id : label }))];
  const choose = (input: string | null, output: string | null): void => void order('phone.choose-devices', { input: input === systems ? null : input, output: output === systems ? null : output });
  return (
    <div className={styles['sound']}>
      <span>{text.microphone}</span>
      <Select label={text.microphone} value={devices.input ?? systems} options={choices(devices.inputs)} onChange={(input) => choose(input, devices.output)} />
      <meter className={styles['meter']} aria-label={text.microphone} min={0} max={1} value={levels.microphone} />
      <span>{text.headset}</span>
      <Select label={text.headset} value={devices.output ?? systems} options={choices(devices.outputs)} onChange={(output) => choose(devices.input, output)} />
      <meter className={styles['meter']} aria-label={text.headset} min={0} max={1} value={levels.speaker} />
      <Button pressed={selfTest.isOn} onPress={() => void order('phone.self-test', { on: !selfTest.isOn })}>
        {selfTest.isOn ? text.testEnd : text.test}
      </Button>
      <span className={styles['verdict']} role="status">
        {selfTest.isOn ? text.speak : selfTest.peak === null ? '' : selfTest.peak >= wellSpoken ? text.testHeard : text.testSilent}
      </span>
    </div>
  );
}
