import { facesText } from '../i18n/areas/faces.ts';
import { useText } from '../i18n/use-text.ts';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import styles from './face-notice.module.css';

/** What stands in a panel's place after a defect in it. */
export function PanelFault({ name, fault, onRetry }: {
  readonly name: string;
  readonly fault: Error;
  readonly onRetry: () => void;
}) {
  const text = useText(facesText);
  return (
    <section className={styles['notice']} data-panel={name} data-face="fault" role="alert">
      <Badge mark={{ shape: 'cross', tone: 'amber' }} word={text.fault(name)} />
      <p className={styles['hint']}>{fault.message}</p>
      <div className={styles['hint']}>
        <Button onPress={onRetry}>{text.faultRetry}</Button>
      </div>
    </section>
  );
}
