import { useRef, type PointerEvent } from 'react';
import { volumeOf, volumeStep, withVolume } from '#domain/radio/lane-sound.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { changePreferences, usePreference } from '../../state/preferences.ts';
import styles from './lane-volume.module.css';

/** How loud this seat hears a lane: a press, a pull or the wheel on the bar sets it. */
export function LaneVolume({ laneKey, isMuted }: { readonly laneKey: string; readonly isMuted: boolean }) {
  const text = useText(radioText);
  const volumes = usePreference('laneVolumes');
  const bar = useRef<HTMLSpanElement>(null);
  const percent = volumeOf(volumes, laneKey);
  const set = (next: number): void => changePreferences({ laneVolumes: withVolume(volumes, laneKey, next) });
  const setAt = ({ clientX }: PointerEvent): void => {
    const box = bar.current?.getBoundingClientRect();
    if (box) set(((clientX - box.left) / box.width) * 100);
  };
  return (
    <span
      className={styles['volume']}
      role="meter"
      aria-label={text.volume}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={isMuted ? 0 : percent}
      data-volume={percent}
      data-muted={isMuted || undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setAt(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && setAt(event)}
      onWheel={({ deltaY }) => changeVolume(laneKey, -Math.sign(deltaY) * volumeStep)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <span ref={bar} className={styles['bar']}>
        <span className={styles['fill']} style={{ width: `${percent}%` }} />
      </span>
      <span className={`mono ${styles['number']}`}>{percent}</span>
    </span>
  );
}

/** The keys of a lane's volume; nothing where there is no lane. Returns what a key in the list of lanes does. */
export function useLaneVolumeKeys(laneKey: string | undefined): (key: string) => boolean {
  const isHere = laneKey !== undefined;
  useAction('lane-louder', isHere ? () => changeVolume(laneKey, volumeStep) : null);
  useAction('lane-quieter', isHere ? () => changeVolume(laneKey, -volumeStep) : null);
  return (key) => {
    if (!isHere || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false;
    changeVolume(laneKey, key === 'ArrowRight' ? volumeStep : -volumeStep);
    return true;
  };
}

function changeVolume(laneKey: string, by: number): void {
  changePreferences(({ laneVolumes }) => ({ laneVolumes: withVolume(laneVolumes, laneKey, volumeOf(laneVolumes, laneKey) + by) }));
}
