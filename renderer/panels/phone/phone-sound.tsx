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

/** Microphone, headset and the loudspeakers that ring and play the other talkgroups: which, how loud, and how they are tested. */
export function PhoneSound({ phone, order }: { readonly phone: Phone; readonly order: OrderPhone }) {
  const text = useText(phoneText);
  const { devices, levels, selfTest } = phone;
  const choices = (list: readonly AudioDevice[]) => [{ value: systems, word: text.systems }, ...list.map(({ id, label }) => ({ value: id, word: label === '' ? id : label }))];
  const choose = (chosen: Partial<Pick<Phone['devices'], 'input' | 'output' | 'ring' | 'speaker'>>): void => {
    const { input, output, ring, speaker } = { ...devices, ...chosen };
    const idOf = (value: string | null): string | null => (value === systems ? null : value);
    void order('phone.choose-devices', { input: idOf(input), output: idOf(output), ring: idOf(ring), speaker: idOf(speaker) });
  };
  return (
    <div className={styles['sound']}>
      <span>{text.microphone}</span>
      <Select label={text.microphone} value={devices.input ?? systems} options={choices(devices.inputs)} onChange={(input) => choose({ input })} />
      <meter className={styles['meter']} aria-label={text.microphone} min={0} max={1} value={levels.microphone} />
      <span>{text.headset}</span>
      <Select label={text.headset} value={devices.output ?? systems} options={choices(devices.outputs)} onChange={(output) => choose({ output })} />
      <meter className={styles['meter']} aria-label={text.headset} min={0} max={1} value={levels.speaker} />
      <span>{text.ringDevice}</span>
      <Select label={text.ringDevice} value={devices.ring ?? systems} options={choices(devices.outputs)} onChange={(ring) => choose({ ring })} />
      <meter className={styles['meter']} aria-label={text.ringDevice} min={0} max={1} value={levels.ring} />
      <span>{text.speaker}</span>
      <Select label={text.speaker} value={devices.speaker ?? systems} options={choices(devices.outputs)} onChange={(speaker) => choose({ speaker })} />
      <span />
      <Button pressed={phone.ring.isTest} onPress={() => void order('phone.test-ring', { on: !phone.ring.isTest })}>
        {phone.ring.isTest ? text.testEnd : text.testRing}
      </Button>
      <span className={styles['verdict']} role="status">
        {phone.ring.fault !== null ? text.ringFault : phone.ring.isTest ? text.ringHear : ''}
      </span>
      <Button pressed={selfTest.isOn} onPress={() => void order('phone.self-test', { on: !selfTest.isOn })}>
        {selfTest.isOn ? text.testEnd : text.test}
      </Button>
      <span className={styles['verdict']} role="status">
        {selfTest.isOn ? text.speak : selfTest.peak === null ? '' : selfTest.peak >= wellSpoken ? text.testHeard : text.testSilent}
      </span>
    </div>
  );
}
