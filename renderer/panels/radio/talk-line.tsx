import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import { usePhone } from '../../state/use-phone.ts';
import { failuresText } from '../../i18n/areas/failures.ts';
import { inLanguage } from '../../state/in-language.ts';
import { Badge } from '../../ui/badge.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import styles from './talk-line.module.css';
import { useTalk } from './use-talk.ts';

/** Push to talk: on which talkgroup the key speaks, whether its voice is up, and what the press of now is doing. */
export function TalkLine({ talkgroup }: { readonly talkgroup: { readonly id: number; readonly name: string } }) {
  const text = useText(radioText).talk;
  const failures = useText(failuresText);
  const { exercise } = useSite();
  const nowMs = useNow();
  const phone = usePhone();
  const floor = useLatest('floors').byKey.get(String(talkgroup.id));
  const { state, press, release } = useTalk(talkgroup.id);
  const voice = phone?.voiceLines.find((line) => line.talkgroup === talkgroup.id);
  const voiceState = voice ? voice.state : exercise ? 'practice' : 'none';
  const isOnAir = state.kind === 'talking' && (voice === undefined || voice.onAir === state.press);
  const other = state.kind === 'talking' || state.kind === 'asking' ? null : (floor?.talker ?? null);
  const refusal = state.kind === 'refused' ? inLanguage({ ok: false, code: state.code, sentence: state.sentence }, failures) : null;
  return (
    <button
      type="button"
      className={styles['talk']}
      data-talk={isOnAir ? 'on-air' : state.kind}
      tabIndex={-1}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        press();
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onBlur={release}
    >
      <KeyCap action="talk" />
      {state.kind === 'talking' ? (
        <>
          <Badge mark={{ shape: 'triangle', tone: 'blue' }} word={isOnAir ? text.onAir : text.opening} />
          <strong className={styles['name']}>{talkgroup.name}</strong>
          <span className={styles['left']}>{text.left(Math.max(0, Math.ceil((state.untilMs - nowMs) / 1000)))}</span>
        </>
      ) : (
        <>
          <span className={styles['word']}>{state.kind === 'asking' ? text.asking : text.hold}</span>
          <strong className={styles['name']}>{talkgroup.name}</strong>
          {refusal !== null && !refusal.ok ? (
            <span className={styles['refusal']} role="status">
              {refusal.sentence}
              {state.kind === 'refused' && state.canOverride && ` · ${text.pressAgain}`}
            </span>
          ) : other !== null ? (
            <span className={styles['other']}>{text.elsewhere(other.operator, other.station)}</span>
          ) : (
            <Badge mark={voiceState === 'up' ? { shape: 'disc', tone: 'green' } : { shape: 'ring', tone: voiceState === 'down' ? 'amber' : 'grey' }} word={text.voice[voiceState]} />
          )}
        </>
      )}
    </button>
  );
}
