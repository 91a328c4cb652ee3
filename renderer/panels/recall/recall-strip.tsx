import { useEffect, useState } from 'react';
import type { CommandInput } from '#contract/commands.ts';
import type { PhoneOrderName } from '#contract/records/phone-orders.ts';
import type { Replay } from '#domain/recall/replay.ts';
import { actionsText } from '../../i18n/areas/actions.ts';
import { recallText } from '../../i18n/areas/recall.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { usePreference } from '../../state/preferences.ts';
import { useSite } from '../../state/site-context.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useLog } from '../../state/use-log.ts';
import { usePhone } from '../../state/use-phone.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import { positionText, replayedName } from './replayed-name.ts';
import styles from './recall-strip.module.css';

const refusalShownMs = 6_000;
/** The radio panel follows as many; both read the one view. */
const keptTransmissions = 500;

/** What is heard again at this seat: who, when, how far, how fast, and the keys. Live sound goes on beneath it. */
export function RecallStrip() {
  const text = useText(recallText);
  const actions = useText(actionsText);
  const phone = usePhone();
  const ask = useAsk();
  const [refusal, setRefusal] = useState<string | null>(null);
  const replay = phone?.recall.replay ?? null;
  const speed = phone?.recall.speed ?? 1;
  const order = async <Name extends PhoneOrderName>(name: Name, input: CommandInput<Name>): Promise<void> => {
    const answer = await ask(name, input);
    setRefusal(answer.ok ? null : answer.sentence);
  };
  const again = (): void => void order('recall.replay', {});
  const stop = (): void => void order('recall.stop', {});
  const changeSpeed = (): void => void order('recall.speed', { speed: speed === 1 ? 0.8 : 1 });
  useAction('replay', phone === null ? null : again);
  useAction('replay-stop', replay === null ? null : stop);
  useAction('replay-speed', replay === null ? null : changeSpeed);
  useEffect(() => {
    if (refusal === null) return undefined;
    const timer = setTimeout(() => setRefusal(null), refusalShownMs);
    return () => clearTimeout(timer);
  }, [refusal]);
  const speedText = speed.toLocaleString(usePreference('language') === 'id' ? 'id-ID' : 'en-GB', { minimumFractionDigits: 1 });
  if (replay === null) {
    return refusal === null ? null : (
      <section className={styles['strip']} aria-label={text.title}>
        <p className={styles['refusal']} role="status">
          <Badge mark={{ shape: 'half', tone: 'amber' }} word={refusal} />
        </p>
      </section>
    );
  }
  return (
    <section className={styles['strip']} aria-label={text.title} data-replay={replay.of}>
      <span>
        <Badge mark={{ shape: 'back', tone: 'blue' }} word={replay.of === 'recall' ? text.replay[replay.source.kind] : text.recording} />
      </span>
      <ReplayedName replay={replay} />
      <span className={styles['when']}>
        <Time atMs={replay.beganAtMs} /> · <Age sinceMs={replay.beganAtMs} />
      </span>
      <span className={styles['position']}>
        <progress max={replay.durationS} value={replay.positionS} aria-hidden />
        <span className="mono">{text.position(positionText(replay.positionS), positionText(replay.durationS))}</span>
      </span>
      <Button look="quiet" action="replay-speed" pressed={speed !== 1} onPress={changeSpeed}>
        {text.speed(speedText)}
      </Button>
      {replay.older > 0 && (
        <Button look="quiet" action="replay" onPress={again}>
          {text.older(replay.older)}
        </Button>
      )}
      <Button look="quiet" action="replay-stop" onPress={stop}>
        {actions['replay-stop']}
      </Button>
      {refusal === null ? (
        <span className={styles['live']}>{text.live}</span>
      ) : (
        <span className={styles['refusal']} role="status">
          {refusal}
        </span>
      )}
    </section>
  );
}

function ReplayedName({ replay }: { readonly replay: Replay }) {
  const text = useText(recallText);
  const { talkgroups } = useSite();
  const units = useLatest('units');
  const transmissions = useLog('transmissions', {}, { tail: keptTransmissions }).items;
  const { name, speaker } = replayedName(replay, { talkgroups, transmissions, callSignOf: (unitId) => units.byKey.get(unitId)?.callSign, radioName: text.ht });
  return <strong className={styles['name']}>{text.radioOf(name, speaker)}</strong>;
}
