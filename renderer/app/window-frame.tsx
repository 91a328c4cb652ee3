import type { ReactNode } from 'react';
import { shellText } from '../i18n/areas/shell.ts';
import { useText } from '../i18n/use-text.ts';
import { AlarmLine } from '../panels/alarms/alarm-line.tsx';
import { useSite } from '../state/site-context.tsx';
import { PanelGuard } from '../ui/panel-guard.tsx';
import { ExerciseBand } from './exercise-band.tsx';
import { TopStrip } from './top-strip.tsx';
import { useWindowLook } from './use-window-look.ts';
import styles from './shell.module.css';

/** What every window of a seat shows above its own: whether it is an exercise, how the links stand, the time, and each alarm. `title`: what it is beside the console. */
export function WindowFrame({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  const text = useText(shellText);
  const { exercise } = useSite();
  useWindowLook(text.exercise, title ?? null);
  return (
    <div className={styles['frame']} data-exercise={exercise || undefined}>
      <div className={styles['band']}>
        <ExerciseBand />
      </div>
      <div className={styles['console']}>
        <div className={styles['top']}>
          <TopStrip />
        </div>
        <div className={styles['alarm']}>
          <PanelGuard name="alarms">
            <AlarmLine />
          </PanelGuard>
        </div>
        {children}
      </div>
    </div>
  );
}
